import { DEFAULT_POLICY } from '@bonafide/engine'
import type { HostilePicture, HostilePictures } from '@bonafide/lab'
import { type EncodedEvidence, type Judge, type JudgeRequest, JudgingFailed } from '@bonafide/service'

export interface FuzzOptions {
  readonly count: number
  /** Number of the first picture: a run is gone on with from here. */
  readonly first: number
  readonly seed: number
  readonly deadlineMs: number
}

export interface FuzzReport {
  readonly pictures: number
  /** How many ended how: `judged`, or the code of what kept them from being judged. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Verifications that passed, answers that came after the deadline, and what ended a judging process. */
  readonly passed: readonly string[]
  readonly late: readonly string[]
  readonly ended: readonly string[]
  readonly slowestMs: number
}

/** Past the deadline a process is killed; this is what the answer to that may take on a busy machine. */
const GRACE_MS = 5_000

/** A picture is put where callers can put one: on a page of a document, before the face operations, in a face group. */
const PLACES: readonly ((bytes: Uint8Array, judge: Judge) => Promise<unknown>)[] = [
  (bytes, judge) => judge.judge(onPage(bytes)),
  (bytes, judge) => judge.inspectFace(bytes),
  (bytes, judge) => judge.describeFace(bytes, { keepJpeg: false, attributes: false, living: false }),
  (bytes, judge) => judge.describeFace(bytes, { keepJpeg: true, attributes: false, living: false }),
]

/** Everything that can be looked for on a document is looked for. */
function onPage(bytes: Uint8Array): JudgeRequest {
  const evidence: EncodedEvidence = {
    documentType: '01000000',
    documentDemands: { quality: 'strict', forgerySigns: true },
    pages: [{ page: '01', bytes }],
    judgedOn: '2026-03-01',
  }
  return { productCode: 'ID_OCR', policy: DEFAULT_POLICY, evidence }
}

/** Sends one picture after the other to the judge, and tells what came of them. Crafted ones go to every place. */
export async function judgeHostilePictures(
  hostile: HostilePictures,
  judge: Judge,
  { count, first, seed, deadlineMs }: FuzzOptions,
  progress: (text: string) => void,
): Promise<FuzzReport> {
  const tally = { outcomes: new Map<string, number>(), passed: [], late: [], ended: [], slowestMs: 0 } as Tally
  for (let number = first; number < first + count; number += 1) {
    const picture = await hostile.at(number, seed)
    const places = number < hostile.crafted ? PLACES : [PLACES[number % PLACES.length]]
    for (const place of places) {
      if (place !== undefined) await judgeOne(picture, `${number} (${picture.name})`, place, judge, deadlineMs, tally)
    }
    if ((number - first + 1) % 500 === 0) progress(`${number - first + 1} of ${count} pictures`)
  }
  const { outcomes, ...rest } = tally
  return { pictures: count, outcomes: Object.fromEntries([...outcomes].sort()), ...rest }
}

interface Tally {
  readonly outcomes: Map<string, number>
  readonly passed: string[]
  readonly late: string[]
  readonly ended: string[]
  slowestMs: number
}

async function judgeOne(
  { bytes }: HostilePicture,
  name: string,
  place: (bytes: Uint8Array, judge: Judge) => Promise<unknown>,
  judge: Judge,
  deadlineMs: number,
  tally: Tally,
): Promise<void> {
  const began = performance.now()
  const { outcome, answer } = await place(bytes, judge).then(
    (answered) => ({ outcome: 'judged', answer: answered }),
    (error: unknown) => ({ outcome: codeOf(error), answer: undefined }),
  )
  const ms = Math.round(performance.now() - began)
  tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1)
  tally.slowestMs = Math.max(tally.slowestMs, ms)
  if (hasPassed(answer)) tally.passed.push(name)
  if (ms > deadlineMs + GRACE_MS) tally.late.push(name)
  if (outcome !== 'judged' && outcome !== 'picture-unreadable') tally.ended.push(`${name}: ${outcome}`)
}

/** An error of any other kind is a mistake of ours and ends the run. */
function codeOf(error: unknown): string {
  if (error instanceof JudgingFailed) return error.code
  throw error
}

function hasPassed(answer: unknown): boolean {
  const { decision } = Object(answer) as { readonly decision?: { readonly outcome?: string } }
  return decision?.outcome === 'passed'
}
