import { readFile } from 'node:fs/promises'
import {
  type Challenge,
  DEFAULT_POLICY,
  type Decision,
  type FaceClip,
  type Finding,
  planFor,
  verify,
} from '@bonafide/engine'
import { type ClipLabel, parseLabel } from '../clips/label.ts'
import type { OpenEngine } from '../open-engine.ts'

/** One clip, judged. */
export interface LivenessRow {
  readonly file: string
  readonly kind: string
  readonly attack: boolean
  /** The person, where the label names one. */
  readonly subject: string | null
  readonly asked: readonly string[]
  readonly colours: number
  /** Asked, but nothing that the engine judges. */
  readonly notJudged: readonly string[]
  /** By the checks that this clip's own challenge allows. A clip that asks for nothing does not pass. */
  readonly passed: boolean
  /** The same without the colours of the screen. */
  readonly passedWithoutLight: boolean
  /** By the whole product, where a challenge without a turn or without colours does not pass. */
  readonly passedStrictly: boolean
  readonly reason: string | null
  /** What each check that the challenge allows said. */
  readonly checks: Readonly<Record<string, Finding['outcome']>>
  /** Checks that spoke against the clip, each with what it said. */
  readonly against: readonly string[]
  readonly measures: Readonly<Record<string, number>>
  readonly frames: number
  readonly ms: number
}

const LIGHT = 'screen-light'

/** What a check needs of a challenge; checks without a line need nothing. */
const ALLOWS: Readonly<Record<string, (challenge: Challenge) => boolean>> = {
  'challenge-obeyed': ({ steps }) => steps.length > 0,
  'depth-on-turn': ({ steps }) => steps.some(({ action }) => /^turn-|^nod$/.test(action)),
  [LIGHT]: ({ flashes }) => flashes.length > 0,
}

export async function readLabel(path: string, name: string): Promise<ClipLabel> {
  return parseLabel(name, await readFile(path, 'utf8'))
}

/** Judges frames against the challenge that they carry; what cannot be read is counted as not passed, never left out. */
export async function judgeClip(
  file: string,
  label: Pick<ClipLabel, 'kind' | 'attack' | 'subject' | 'challenge' | 'notJudged'>,
  read: () => Promise<FaceClip>,
  { tools }: Pick<OpenEngine, 'tools'>,
): Promise<LivenessRow> {
  const head = {
    file,
    kind: label.kind,
    attack: label.attack,
    subject: label.subject ?? null,
    asked: label.challenge.steps.map((step) => step.action),
    colours: label.challenge.flashes.length,
    notJudged: label.notJudged,
  }
  const start = performance.now()
  try {
    const face = await read()
    const evidence = { pages: [], face, judgedOn: '1970-01-01' }
    const decision = await verify(planFor('FACE_LIVENESS', DEFAULT_POLICY), evidence, tools)
    return { ...head, ...resultOf(decision, face.challenge), frames: face.frames.length, ms: performance.now() - start }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ...head, ...UNREADABLE, reason, ms: performance.now() - start }
  }
}

const UNREADABLE = {
  passed: false,
  passedWithoutLight: false,
  passedStrictly: false,
  checks: {},
  against: ['unreadable'],
  measures: {},
  frames: 0,
}

function resultOf({ outcome, reason, findings }: Decision, challenge: Challenge) {
  const allowed = findings.filter(({ check }) => ALLOWS[check]?.(challenge) ?? true)
  const passes = (some: readonly Finding[]) =>
    challenge.steps.length > 0 && some.every(({ outcome }) => outcome === 'passed')
  return {
    passed: passes(allowed),
    passedWithoutLight: passes(allowed.filter(({ check }) => check !== LIGHT)),
    passedStrictly: outcome === 'passed',
    reason: reason ?? null,
    checks: Object.fromEntries(allowed.map(({ check, outcome }) => [check, outcome])),
    against: allowed.filter(({ outcome }) => outcome !== 'passed').map(saidBy),
    measures: Object.assign({}, ...findings.map(({ measures }) => measures)) as Record<string, number>,
  }
}

function saidBy({ check, outcome, reasons }: Finding): string {
  return `${check}: ${outcome === 'not-judged' ? 'not judged, ' : ''}${reasons.join(' ')}`
}
