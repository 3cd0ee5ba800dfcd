import { resultOf, type StateOf } from '@bonafide/capture'
import { element } from '../page/element.ts'
import { badge, button, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/** The last screen. `onGo` goes back to the merchant; without it the person may close the page. */
export function endScreen(
  { say, movedHere }: Stage,
  { outcome }: StateOf<'end'>,
  onGo: (() => void) | undefined,
): Screen {
  const failed = outcome !== 'passed' && outcome !== 'not-passed'
  const words = failed
    ? ([`failure.${outcome}.title`, `failure.${outcome}.help`] as const)
    : ([`end.${outcome}`, `end.${outcome}.help`] as const)
  const symbol = outcome === 'passed' ? badge('check', 'good') : badge(failed ? 'warning' : 'cross', 'bad')
  const root = element(
    'section',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-middle' },
      symbol,
      title(say(words[0])),
      element('p', { class: 'bf-lead', text: say(words[1]) }),
      failed
        ? element('p', {
            class: 'bf-small bf-code',
            text: say('trouble.reference', { code: `${resultOf(outcome).subCode} ${outcome}` }),
          })
        : undefined,
    ),
    element(
      'div',
      { class: 'bf-actions' },
      onGo === undefined
        ? element('p', { class: 'bf-small', text: say(movedHere ? 'end.other-device' : 'end.close') })
        : button(say('end.return'), 'primary', onGo),
    ),
  )
  return { root }
}
