import type { ApplicationView } from '../../application-view.ts'
import { bank } from '../bank-api.ts'
import { find, onClick } from '../dom.ts'
import type { Screen } from '../screen.ts'

/** After this long the customer is offered another start; a judgement takes seconds. */
const PATIENCE_MS = 20_000

/** Asks the bank's server until it knows a result. */
export const waiting: Screen = (root, { go }) => {
  const again = find(root, '[data-again]', HTMLElement)
  onClick(root, '[data-again]', () => go('/check'))
  const patience = setTimeout(() => {
    again.hidden = false
  }, PATIENCE_MS)
  const stopAsking = untilResult((view) => go('/result', { view }))
  return () => {
    clearTimeout(patience)
    stopAsking()
  }
}

function untilResult(tell: (view: ApplicationView) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const ask = async (pauseMs: number): Promise<void> => {
    const view = await bank.application().catch(() => undefined)
    if (stopped) return
    if (view !== undefined && view.stage !== 'checking') return tell(view)
    timer = setTimeout(() => void ask(Math.min(pauseMs * 1.3, 5_000)), pauseMs)
  }
  void ask(800)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
