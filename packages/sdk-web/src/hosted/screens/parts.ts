import type { NoticeName } from '@bonafide/capture'
import type { StepView } from '@bonafide/protocol'
import { element } from '../page/element.ts'
import { type IconName, icon } from '../page/icons.ts'
import type { Stage } from './screen.ts'

export function title(text: string): HTMLElement {
  return element('h1', { class: 'bf-title', text, attributes: { tabindex: '-1' } })
}

export function button(
  text: string,
  kind: 'primary' | 'quiet',
  onClick: () => void,
  symbol?: IconName | Element,
): HTMLButtonElement {
  const label = element('span', { text })
  const options = { class: `bf-button bf-${kind}`, attributes: { type: 'button' }, onClick }
  return element('button', options, typeof symbol === 'string' ? icon(symbol) : symbol, label)
}

/** A round drawing above a title. */
export function badge(name: IconName, tone: 'calm' | 'good' | 'bad'): HTMLElement {
  return element('div', { class: `bf-badge bf-tone-${tone}` }, icon(name))
}

/** Why the step is shown again. */
export function noticeBox({ say }: Stage, notice: NoticeName | undefined): HTMLElement | undefined {
  if (notice === undefined) return undefined
  const tone = notice === 'resumed' ? 'bf-notice bf-notice-calm' : 'bf-notice'
  return element('p', { class: tone, text: say(`notice.${notice}`) })
}

/** Passports (ID-3) are less wide than cards (ID-1); between them lies 1.5. */
const CARD_ASPECT = 1.5

/** What the page is called; sides are named only where a document has several. */
export function documentName({ say }: Stage, steps: readonly StepView[], step: StepView): string {
  const pages = steps.filter(({ kind }) => kind === 'document')
  const page = pages.findIndex(({ id }) => id === step.id)
  if (pages.length > 1) return say(page === 0 ? 'document.front' : 'document.back')
  return say(aspectOf(step) < CARD_ASPECT ? 'document.passport' : 'document.card')
}

/** Width over height; a passport's page when the service does not say (125 × 88 mm). */
export function aspectOf(step: StepView): number {
  return step.aspect ?? 1.42
}
