import type { Tools } from '../ports.ts'

/** Does a piece of work and tells `onStage` how long it took, also when it fails. */
export async function staged<T>(stage: string, tools: Tools, work: () => Promise<T>): Promise<T> {
  if (tools.onStage === undefined || tools.nowMs === undefined) return work()
  const start = tools.nowMs()
  try {
    return await work()
  } finally {
    tools.onStage(stage, tools.nowMs() - start)
  }
}
