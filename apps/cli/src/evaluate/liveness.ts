import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { checksById, DEFAULT_POLICY, verify } from '@bonafide/engine'
import { readClip } from '../clips/read-clip.ts'
import { caughtBy } from './caught-by.ts'
import { crossValidate } from './cross-validate.ts'
import type { Evaluation, EvaluationInput } from './define-evaluation.ts'
import { LabelError } from './define-evaluation.ts'
import { type DerivedClip, deriveClips, type LivingClip } from './derived-clips.ts'
import { judgeClip, type LivenessRow, readLabel } from './judge-clip.ts'
import { livenessReport } from './liveness-report.ts'
import { NO_ROW_SHELF, openRowShelf, type RowShelf } from './row-shelf.ts'
import { upperBound95 } from './statistics.ts'

/** Judges every labelled clip of a folder (`NAME.json` beside `NAME.mp4` or the folder `NAME`). */
export const evaluateLiveness: Evaluation = async (input) => {
  const clips: LivingClip[] = []
  for (const [path, name] of await clipNames(input.dataDir)) {
    clips.push({ path, name, label: await readLabel(join(input.dataDir, `${name}.json`), name) })
  }
  const given = clips.map(
    ({ path, name, label }): DerivedClip => ({
      file: name,
      label,
      read: () => readClip(path, label.challenge, input.pictures),
    }),
  )
  const { keep } = input
  const shelf = keep === undefined ? NO_ROW_SHELF : await openRowShelf<LivenessRow>(keep, ({ file }) => file)
  const rows = await judgeAll(given, shelf, input)
  const living = clips.filter(({ label }) => !label.attack)
  const asked = living.filter(({ label }) => label.challenge.steps.length > 0)
  const derived = input.derived === true ? await judgeAll(deriveClips(asked, input), shelf, input) : undefined
  return {
    ...livenessReport(rows),
    turnsWithoutChallenge: await turnsNobodyAsked(
      living.filter(({ label }) => label.challenge.steps.length === 0),
      input,
    ),
    ...(input.crossValidate === true ? { crossValidated: crossValidate([...rows, ...(derived ?? [])]) } : {}),
    ...(derived === undefined ? {} : { derived: livenessReport(derived).attacks }),
    caught: caughtBy([...rows, ...(derived ?? [])].filter(({ asked }) => asked.length > 0)),
    rows: [...rows, ...(derived ?? [])],
  }
}

async function judgeAll(
  clips: readonly DerivedClip[],
  shelf: RowShelf<LivenessRow>,
  input: EvaluationInput,
): Promise<readonly LivenessRow[]> {
  const rows: LivenessRow[] = []
  for (const { file, label, read } of clips) {
    const row = await shelf.row(file, () => judgeClip(file, label, read, input))
    rows.push(row)
    const verdict = row.passed ? 'passed' : `not passed (${row.against.join('; ') || 'nothing was asked'})`
    input.progress(`${rows.length} of ${clips.length}: ${file} ${verdict}`)
  }
  return rows
}

/** Windows that cover footage in which nothing was asked: a turn somewhere in it fills one of them. */
const WINDOW_MS = 1200
const STEP_MS = 500

/** Whether turns of living people, of whom nothing was asked, are called a sheet. */
async function turnsNobodyAsked(clips: readonly LivingClip[], { pictures, tools }: EvaluationInput) {
  const depth = checksById.get('depth-on-turn')
  let [judged, calledSheet] = [0, 0]
  for (const { path, label } of depth === undefined ? [] : clips) {
    const { challenge, frames } = await readClip(path, label.challenge, pictures)
    const starts = Array.from({ length: Math.ceil(challenge.totalMs / STEP_MS) }, (_, index) => index * STEP_MS)
    const steps = starts.flatMap((startMs) =>
      (['turn-left', 'turn-right'] as const).map((action) => ({ action, startMs, endMs: startMs + WINDOW_MS })),
    )
    const face = { challenge: { ...challenge, steps }, frames }
    const plan = { checks: depth === undefined ? [] : [depth], policy: DEFAULT_POLICY }
    const { findings } = await verify(plan, { pages: [], face, judgedOn: '1970-01-01' }, tools)
    const labels = findings.flatMap(({ regions }) => regions.map((region) => region.label))
    judged += labels.filter((said) => /: (head|flat)$/.test(said)).length
    calledSheet += labels.filter((said) => said.endsWith(': flat')).length
  }
  return { clips: clips.length, turns: judged, calledSheet, upper95: upperBound95(calledSheet, judged) }
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
