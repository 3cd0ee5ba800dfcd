import { fixFor, resultOf, type StateOf } from '@bonafide/capture'
import { hostHere } from '../camera/surroundings.ts'
import { element } from '../page/element.ts'
import { icon } from '../page/icons.ts'
import { chooseFromAlbum } from './album.ts'
import { badge, button, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/**
 * What is in the way, what helps, and two ways on: again, or out. Documents may have a third, the album; with a camera
 * that does not work the page that examines it can be opened beside.
 */
export function troubleScreen({ say, send, picture, announce, mayMove }: Stage, state: StateOf<'trouble'>): Screen {
  const { failure, back, session } = state
  const { subCode } = resultOf(failure)
  const albumHelps = back.state === 'document-camera' && session?.config.showAlbumIcon === true
  const notices = element('div', { class: 'bf-notices' })
  const chooseFile = (): void =>
    chooseFromAlbum(
      (page) => send({ event: 'page-taken', page }),
      () => {
        notices.replaceChildren(element('p', { class: 'bf-notice', text: say('notice.unreadable-file') }))
        announce(say('notice.unreadable-file'))
      },
    )
  const root = element(
    'section',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-middle' },
      badge('warning', 'bad'),
      title(say(`failure.${failure}.title`)),
      element('p', { class: 'bf-lead', text: say(fixFor(failure, hostHere())) }),
      element('p', { class: 'bf-small bf-code', text: say('trouble.reference', { code: `${subCode} ${failure}` }) }),
    ),
    element(
      'div',
      { class: 'bf-actions' },
      notices,
      button(say('trouble.retry'), 'primary', () => send({ event: 'retry' }), 'retry'),
      failure.startsWith('camera-') ? button(say('trouble.camera'), 'quiet', openDoctor, 'camera') : undefined,
      mayMove && session !== undefined
        ? button(say('handover.offer'), 'quiet', () => send({ event: 'to-phone' }), 'phone')
        : undefined,
      albumHelps ? button(say('document.album'), 'quiet', chooseFile, picture('album', icon('album'))) : undefined,
      button(say('trouble.leave'), 'quiet', () => send({ event: 'leave' })),
    ),
  )
  return { root }
}

/** In a window of its own: what is under way here stays, and a frame that blocks the camera is left. */
function openDoctor(): void {
  window.open('/camera', '_blank', 'noopener')
}
