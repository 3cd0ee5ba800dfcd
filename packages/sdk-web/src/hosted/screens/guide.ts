import type { StateOf } from '@bonafide/capture'
import { element } from '../page/element.ts'
import { icon } from '../page/icons.ts'
import { aspectOf, badge, button, documentName, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/** What will be needed and how long it takes. */
export function guideScreen(stage: Stage, { session }: StateOf<'guide'>): Screen {
  const { say, send, picture, resumable } = stage
  // Loaded while the page is read, so that it is there before the camera is.
  stage.guidance()
  const pages = session.steps.filter(({ kind }) => kind === 'document')
  const face = session.steps.some(({ kind }) => kind === 'face')
  const items = [
    ...pages.map((step) =>
      need(
        picture('document', icon(aspectOf(step) < 1.5 ? 'passport' : 'card')),
        documentName(stage, session.steps, step),
        say('guide.document.help'),
      ),
    ),
    ...(face ? [need(picture('face', icon('face')), say('guide.face'), say('guide.face.help'))] : []),
    need(picture('light', icon('light')), say('guide.light'), say('guide.light.help')),
  ]
  const root = element(
    'section',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-scroll' },
      badge('shield', 'calm'),
      title(say('state.guide')),
      element('p', { class: 'bf-lead', text: say('guide.lead') }),
      element('ul', { class: 'bf-needs' }, ...items),
      resumable ? undefined : element('p', { class: 'bf-notice', text: say('guide.cannot-resume') }),
    ),
    element(
      'div',
      { class: 'bf-actions' },
      element('p', { class: 'bf-small', text: say('guide.privacy') }),
      button(say('guide.start'), 'primary', () => send({ event: 'start' })),
      stage.mayMove
        ? button(say('handover.offer'), 'quiet', () => send({ event: 'to-phone' }), picture('phone', icon('phone')))
        : undefined,
    ),
  )
  return { root }
}

function need(symbol: Element | undefined, name: string, help: string): HTMLElement {
  const words = element(
    'div',
    {},
    element('p', { class: 'bf-need-name', text: name }),
    element('p', { class: 'bf-need-help', text: help }),
  )
  return element('li', { class: 'bf-need' }, element('span', { class: 'bf-need-icon' }, symbol), words)
}
