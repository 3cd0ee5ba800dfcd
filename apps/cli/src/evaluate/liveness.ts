import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checksById, DEFAULT_POLICY, type Decision, type Finding, type Plan, planFor, verify } from '@bonafide/engine'
import { type ClipLabel, parseLabel } from '../clips/label.ts'
import { readClip } from '../clips/read-clip.ts'
import type { Evaluation, EvaluationInput } from './define-evaluation.ts'
import { LabelError } from './define-evaluation.ts'
import { spreadOf, upperBound95 } from './statistics.ts'

/** One clip, judged. */
export interface LivenessRow {
  readonly file: string
  readonly kind: string
  readonly attack: boolean
  readonly asked: readonly string[]
  /** Asked, but nothing that the engine judges yet. */
  readonly notJudged: readonly string[]
  /** By the checks that this clip's own challenge allows. A clip that asks for nothing judgeable does not pass. */
  readonly passed: boolean
  /** By the whole product, where a challenge without a turn leaves depth unjudged and does not pass. */
  readonly passedStrictly: boolean
  readonly reason: string | null
  /** Checks that spoke against the clip, each with what it said. */
  readonly against: readonly string[]
  readonly measures: Readonly<Record<string, number>>
  readonly frames: number
  readonly ms: number
}

/** Judges every labelled clip of a folder (`NAME.json` beside `NAME.mp4` or the folder `NAME`). */
export const evaluateLiveness: Evaluation = async (input) => {
  const names = await clipNames(input.dataDir)
  const rows: LivenessRow[] = []
  for (const [path, name] of names) {
    const row = await judgeClip(path, name, input)
    rows.push(row)
    input.progress(
      `${rows.length} of ${names.length}: ${row.file} ${row.passed ? 'passed' : `not passed (${row.reason})`}`,
    )
  }
  return reportOf(rows)
}

export function reportOf(rows: readonly LivenessRow[]) {
  const bonafide = rows.filter((row) => !row.attack)
  const kinds = [...new Set(rows.filter((row) => row.attack).map((row) => row.kind))].sort()
  const ofKind = (kind: string) => rows.filter((row) => row.attack && row.kind === kind)
  return {
    bonafide: bonafideRates(bonafide, (row) => row.passed),
    attacks: Object.fromEntries(kinds.map((kind) => [kind, attackRates(ofKind(kind), (row) => row.passed)])),
    msPerClip: spreadOf(rows.map((row) => row.ms)),
    askedOnly: bonafideRates(
      bonafide.filter((row) => row.asked.length > 0),
      (row) => row.passed,
    ),
    strict: {
      bonafide: bonafideRates(bonafide, (row) => row.passedStrictly),
      attacks: Object.fromEntries(kinds.map((kind) => [kind, attackRates(ofKind(kind), (row) => row.passedStrictly)])),
    },
    against: Object.fromEntries(
      [['bonafide', bonafide] as const, ...kinds.map((kind) => [kind, ofKind(kind)] as const)].map(([kind, some]) => [
        kind,
        countAgainst(some),
      ]),
    ),
    rows,
  }
}

function bonafideRates(rows: readonly LivenessRow[], passed: (row: LivenessRow) => boolean) {
  const rejected = rows.filter((row) => !passed(row)).length
  return { n: rows.length, rejected, bpcer: rejected / rows.length, upper95: upperBound95(rejected, rows.length) }
}

function attackRates(rows: readonly LivenessRow[], passed: (row: LivenessRow) => boolean) {
  const accepted = rows.filter(passed).length
  return { n: rows.length, accepted, apcer: accepted / rows.length, upper95: upperBound95(accepted, rows.length) }
}

function countAgainst(rows: readonly LivenessRow[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const said of rows.flatMap((row) => row.against)) counts[said] = (counts[said] ?? 0) + 1
  return counts
}

async function judgeClip(path: string, name: string, input: EvaluationInput): Promise<LivenessRow> {
  const label = parseLabel(name, await readFile(join(input.dataDir, `${name}.json`), 'utf8'))
  const head = {
    file: name,
    kind: label.kind,
    attack: label.attack,
    asked: label.challenge.steps.map((step) => step.action),
    notJudged: label.notJudged,
  }
  const start = performance.now()
  try {
    const face = await readClip(path, label.challenge, input.pictures)
    const decision = await verify(planOf(label), { pages: [], face, judgedOn: '1970-01-01' }, input.tools)
    return { ...head, ...resultOf(decision, label), frames: face.frames.length, ms: performance.now() - start }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const ms = performance.now() - start
    return {
      ...head,
      passed: false,
      passedStrictly: false,
      reason,
      against: ['unreadable'],
      measures: {},
      frames: 0,
      ms,
    }
  }
}

function planOf(label: ClipLabel): Plan {
  const plan = planFor('FACE_LIVENESS', DEFAULT_POLICY)
  const depth = checksById.get('depth-on-turn')
  return asksForTurn(label) ? plan : { ...plan, checks: plan.checks.filter((check) => check !== depth) }
}

function asksForTurn({ challenge }: ClipLabel): boolean {
  return challenge.steps.some((step) => step.action === 'turn-left' || step.action === 'turn-right')
}

function resultOf({ outcome, reason, findings }: Decision, label: ClipLabel) {
  const passed = outcome === 'passed'
  const against = findings.filter((finding) => finding.outcome !== 'passed').map(saidBy)
  return {
    passed,
    passedStrictly: passed && asksForTurn(label),
    reason: reason ?? null,
    against,
    measures: Object.assign({}, ...findings.map((finding) => finding.measures)) as Record<string, number>,
  }
}

function saidBy({ check, outcome, reasons }: Finding): string {
  return `${check}: ${outcome === 'not-judged' ? 'not judged, ' : ''}${reasons.join(' ')}`
}

/** Path and name of every clip that has a label. */
async function clipNames(dataDir: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(dataDir, { withFileTypes: true }).catch((cause: unknown) => {
    throw new LabelError(`${dataDir} cannot be read`, { cause })
  })
  const labels = new Set(
    entries.filter((entry) => entry.name.endsWith('.json')).map((entry) => entry.name.slice(0, -5)),
  )
  const clips = entries
    .map(
      (entry) =>
        [
          join(dataDir, entry.name),
          entry.isDirectory() ? entry.name : entry.name.replace(/\.(mp4|webm)$/, ''),
        ] as const,
    )
    .filter(([path, name]) => labels.has(name) && !path.endsWith('.json'))
  if (clips.length === 0) throw new LabelError(`${dataDir} holds no clip with a label`)
  return clips.sort(([a], [b]) => (a < b ? -1 : 1))
}
