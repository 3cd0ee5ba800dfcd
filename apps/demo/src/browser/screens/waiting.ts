import { find, onClick } from '../dom.ts'
import type { Screen } from '../screen.ts'
import { untilStageChanges } from '../until-stage-changes.ts'

/** After this long the customer is offered another start; a judgement takes seconds. */
const PATIENCE_MS = 20_000

export const waiting: Screen = (root, { go }) => {
  const again = find(root, '[data-again]', HTMLElement)
  onClick(root, '[data-again]', () => go('/check'))
  const patience = setTimeout(() => {
    again.hidden = false
  }, PATIENCE_MS)
  const stopAsking = untilStageChanges('checking', 800, (view) => go('/result', { view }))
  return () => {
    clearTimeout(patience)
    stopAsking()
  }
}
