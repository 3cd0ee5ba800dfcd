import { type Channel, ChannelError, type Locale, resultOf, say } from '@bonafide/capture'
import { element } from '../page/element.ts'
import { badge, title } from '../screens/parts.ts'

export interface Claim {
  readonly channel: Channel
  readonly token: string
  readonly locale: Locale
  readonly container: HTMLElement
}

/** Between two looks whether the number was typed. */
const LOOK_AGAIN_MS = 1_000

/**
 * On the device that opened the link: shows the number until it was typed on the other one. True when the session is now
 * this device's; false when the link is void, which is then said.
 */
export async function claimSession({ channel, token, locale, container }: Claim): Promise<boolean> {
  const { texts } = locale
  let shown: number | undefined
  for (;;) {
    try {
      const { state, number } = await channel.claim(token)
      if (state === 'moved') return true
      if (number !== shown) show(badge('phone', 'calm'), say(texts, 'claim.title'), say(texts, 'claim.help'), number)
      shown = number
    } catch (error) {
      if (!(error instanceof ChannelError) || error.code !== 'network') {
        const code = say(texts, 'trouble.reference', {
          code: `${resultOf('handover-invalid').subCode} handover-invalid`,
        })
        const [name, help] = ['failure.handover-invalid.title', 'failure.handover-invalid.help'] as const
        show(badge('warning', 'bad'), say(texts, name), `${say(texts, help)} ${code}`)
        return false
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }

  function show(symbol: HTMLElement, name: string, help: string, number?: number): void {
    const digits = number === undefined ? undefined : element('p', { class: 'bf-claim-number', text: String(number) })
    const words = element('p', { class: 'bf-lead', text: help })
    const middle = element('div', { class: 'bf-middle' }, symbol, title(name), digits, words)
    const main = element('main', { class: 'bf-main' }, element('section', { class: 'bf-screen' }, middle))
    const body = element('div', { class: 'bf-body' }, main)
    const attributes = { role: 'presentation', lang: locale.tag, dir: locale.direction }
    container.replaceChildren(element('div', { class: 'bf-app', attributes }, body))
    document.documentElement.dataset['bonafideScreen'] = number === undefined ? 'end' : 'claim'
    container.querySelector<HTMLElement>('h1')?.focus()
  }
}
