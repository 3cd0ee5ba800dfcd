import type { StateOf } from '@bonafide/capture'
import { element } from '../page/element.ts'
import { icon } from '../page/icons.ts'
import { button, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/** The taken page, to use or to take again. Drawn on a canvas: no address of the picture ever exists. */
export function documentReviewScreen({ say, send }: Stage, { page }: StateOf<'document-review'>): Screen {
  const canvas = element('canvas', {
    class: 'bf-page',
    attributes: { role: 'img', 'aria-label': say('review.picture') },
  })
  draw(canvas, page.bytes).catch(() => send({ event: 'retake' }))
  const warning =
    page.hint === undefined
      ? undefined
      : element(
          'p',
          { class: 'bf-notice' },
          icon('warning'),
          element('span', { text: say(`hint.document.${page.hint}`) }),
        )
  const root = element(
    'section',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-scroll' },
      title(say('state.document-review')),
      element('p', { class: 'bf-lead', text: say('review.check') }),
      element('div', { class: 'bf-page-holder' }, canvas),
      warning,
    ),
    element(
      'div',
      { class: 'bf-actions' },
      button(say('review.use'), 'primary', () => send({ event: 'page-approved' }), 'check'),
      button(say('review.retake'), 'quiet', () => send({ event: 'retake' }), 'retry'),
    ),
  )
  return { root }
}

async function draw(canvas: HTMLCanvasElement, bytes: Uint8Array): Promise<void> {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' }))
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  picture.close()
}
