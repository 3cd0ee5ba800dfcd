import type { FlowState, StateOf } from '@bonafide/capture'
import { drawing, element } from '../page/element.ts'
import { button, noticeBox, title } from '../screens/parts.ts'
import type { Screen, Stage } from '../screens/screen.ts'

/** The link for another device, as a code to scan and as text; a new one takes its place every minute. */
export function offerScreen(stage: Stage, first: StateOf<'handover-offer'>): Screen {
  const { say, send } = stage
  const code = element('div', {
    class: 'bf-code-place',
    attributes: { role: 'img', 'aria-label': say('handover.code') },
  })
  const link = element('a', { class: 'bf-handover-link', text: say('handover.link') })
  const notices = element('div', {}, noticeBox(stage, first.notice))
  const root = element(
    'section',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-scroll' },
      title(say('state.handover-offer')),
      element('p', { class: 'bf-lead', text: say('handover.scan') }),
      notices,
      code,
      link,
      element('p', { class: 'bf-small', text: say('handover.once') }),
    ),
    element(
      'div',
      { class: 'bf-actions' },
      button(say('handover.stay'), 'quiet', () => send({ event: 'stay' })),
    ),
  )
  let shown: string | undefined

  function update(next: FlowState): void {
    if (next.state !== 'handover-offer' || next.token === shown) return
    shown = next.token
    const address = shown === undefined ? undefined : stage.linkFor(shown)
    link.hidden = address === undefined
    code.replaceChildren()
    if (address === undefined) return
    link.href = address
    drawCode(code, address).catch(() => code.replaceChildren())
  }

  update(first)
  return { root, update }
}

/** The encoder is loaded here, where it is needed. Without it the link as text remains. */
async function drawCode(place: HTMLElement, text: string): Promise<void> {
  const { encode } = await import('uqr')
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  const path = drawing('path', { d: squares.join('') })
  place.replaceChildren(drawing('svg', { viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true' }, path))
}
