import type { FaceInspection, JudgedDecision, JudgeRequest } from '../ports/judge.ts'
import type { FromJudge, ToJudge } from './messages.ts'

/** What a judging process can do once its models are loaded. */
export interface JudgingWork {
  judge(request: JudgeRequest): Promise<JudgedDecision>
  inspectFace(bytes: Uint8Array): Promise<FaceInspection>
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
      if (message.kind === 'judge') say({ kind: 'judged', id, answer: await work.judge(message.request) })
      else say({ kind: 'inspected', id, answer: await work.inspectFace(message.bytes) })
    } catch (error) {
      say({ kind: 'failed', id, code: work?.isUnreadable(error) ? 'picture-unreadable' : 'judging-crashed' })
    }
  })
}
