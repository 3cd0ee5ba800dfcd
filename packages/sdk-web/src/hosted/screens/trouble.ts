import { resultOf, type StateOf } from '@bonafide/capture'
import { element } from '../page/element.ts'
import { chooseFromAlbum } from './album.ts'
import { badge, button, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/** What is in the way, what helps, and two ways on: again, or out. Documents may have a third, the album. */
export function troubleScreen({ say, send, announce }: Stage, state: StateOf<'trouble'>): Screen {
  const { failure, back, session } = state
  const { subCode } = resultOf(failure)
  const albumHelps = back.state === 'document-camera' && session?.config.showAlbumIcon === true
  const chooseFile = (): void =>
    chooseFromAlbum(
      (page) => send({ event: 'page-taken', page }),
      () => announce(say('notice.unreadable-file')),
    )
  const root = element(
    'section',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-middle' },
      badge('warning', 'bad'),
      title(say(`failure.${failure}.title`)),
      element('p', { class: 'bf-lead', text: say(`failure.${failure}.help`) }),
      element('p', { class: 'bf-small bf-code', text: say('trouble.reference', { code: subCode }) }),
    ),
    element(
      'div',
      { class: 'bf-actions' },
      button(say('trouble.retry'), 'primary', () => send({ event: 'retry' }), 'retry'),
      albumHelps ? button(say('document.album'), 'quiet', chooseFile, 'album') : undefined,
      button(say('trouble.leave'), 'quiet', () => send({ event: 'leave' })),
    ),
  )
  return { root }
}
