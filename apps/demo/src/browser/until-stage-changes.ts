import type { ApplicationView, Stage } from '../application-view.ts'
import { bank } from './bank-api.ts'

const LONGEST_PAUSE_MS = 10_000

/** Asks the bank's server, ever more slowly, until the application has left `stage`. Answers what stops it. */
export function untilStageChanges(
  stage: Stage,
  firstPauseMs: number,
  tell: (view: ApplicationView) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const ask = async (pauseMs: number): Promise<void> => {
    const view = await look()
    if (stopped) return
    if (view !== undefined && view.stage !== stage) return tell(view)
    timer = setTimeout(() => void ask(Math.min(pauseMs * 1.3, LONGEST_PAUSE_MS)), pauseMs)
  }
  void ask(firstPauseMs)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** The status makes the bank's server ask the service; what the page shows comes from the bank's own book. */
async function look(): Promise<ApplicationView | undefined> {
  await bank.checkStatus().catch(() => undefined)
  return bank.application().catch(() => undefined)
}
