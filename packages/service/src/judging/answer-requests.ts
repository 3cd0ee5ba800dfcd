import type { Decision } from '@bonafide/engine'
import type {
  DescriptionWishes,
  DocumentRead,
  FaceInspection,
  FaceSighting,
  JudgedDecision,
  JudgeRequest,
  ReadingRequest,
} from '../ports/judge.ts'
import type { FromJudge, ToJudge } from './messages.ts'

/** What a judging process can do once its models are loaded. */
export interface JudgingWork {
  judge(request: JudgeRequest): Promise<JudgedDecision>
  judgePictures(request: JudgeRequest): Promise<Decision>
  readDocument(request: ReadingRequest): Promise<DocumentRead>
  inspectFace(bytes: Uint8Array): Promise<FaceInspection>
  describeFace(bytes: Uint8Array, wishes: DescriptionWishes): Promise<FaceSighting>
  /** Whether an error means that a picture cannot be decoded, now or ever. */
  isUnreadable(error: unknown): boolean
}

/**
 * The judging process's side of the conversation: loads on `start`, answers requests, ends with its parent.
 * Errors go back as codes only.
 */
export function answerRequests(load: (start: Extract<ToJudge, { kind: 'start' }>) => Promise<JudgingWork>): void {
  let loaded: Promise<JudgingWork> | undefined
  const say = (message: FromJudge) => {
    process.send?.(message)
  }
  process.once('disconnect', () => process.exit(0))
  process.on('message', async (message: ToJudge) => {
    if (message.kind === 'start') {
      loaded = load(message)
      await loaded.then(
        () => say({ kind: 'ready' }),
        (error: unknown) => say({ kind: 'unfit', message: error instanceof Error ? error.message : 'unknown' }),
      )
      return
    }
    const { id } = message
    let work: JudgingWork | undefined
    try {
      work = await loaded
      if (work === undefined) throw new Error('not started')
      say(await carryOut(message, work))
    } catch (error) {
      say({ kind: 'failed', id, code: work?.isUnreadable(error) ? 'picture-unreadable' : 'judging-crashed' })
    }
  })
}

async function carryOut(message: Exclude<ToJudge, { kind: 'start' }>, work: JudgingWork): Promise<FromJudge> {
  const { id } = message
  switch (message.kind) {
    case 'judge':
      return { kind: 'judged', id, answer: await measured(() => work.judge(message.request)) }
    case 'judge-pictures':
      return { kind: 'judged-pictures', id, answer: await work.judgePictures(message.request) }
    case 'read':
      return { kind: 'was-read', id, answer: await work.readDocument(message.request) }
    case 'inspect':
      return { kind: 'inspected', id, answer: await work.inspectFace(message.bytes) }
    case 'describe':
      return { kind: 'described', id, answer: await work.describeFace(message.bytes, message.wishes) }
  }
}

/** One piece of work at a time runs in a judging process, so all of its processor time is that of this one. */
async function measured(judge: () => Promise<JudgedDecision>): Promise<JudgedDecision> {
  const before = process.cpuUsage()
  const judged = await judge()
  const { user, system } = process.cpuUsage(before)
  // Kilobytes on every system, whatever the system's own unit is (libuv).
  const peakMemoryBytes = 1024 * process.resourceUsage().maxRSS
  return { ...judged, cpuMs: (user + system) / 1000, peakMemoryBytes }
}
