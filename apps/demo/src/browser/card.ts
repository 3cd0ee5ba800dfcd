import type { ApplicationView } from '../application-view.ts'
import { cloneTemplate, setText } from './dom.ts'

/** Draws the bank's card into every slot of `root`, with what is known of its holder. */
export function drawCards(root: ParentNode, view: ApplicationView): void {
  for (const slot of root.querySelectorAll('[data-card-slot]')) {
    const card = cloneTemplate('card')
    setText(card, '[data-card-name]', view.name ?? 'Your name')
    if (view.account !== undefined) setText(card, '[data-card-number]', `•••• •••• •••• ${view.account.slice(-4)}`)
    slot.replaceChildren(card)
  }
}
