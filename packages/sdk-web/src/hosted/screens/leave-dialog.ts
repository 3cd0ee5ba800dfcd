import { element } from '../page/element.ts'
import { button } from './parts.ts'
import type { Stage } from './screen.ts'

/** Asks before the check is left; the rest of the page cannot be reached meanwhile. The answer closes it. */
export function openLeaveDialog({ say, send }: Stage, app: HTMLElement, body: HTMLElement): () => void {
  const focused = document.activeElement
  const stay = button(say('leave.stay'), 'primary', close)
  const leave = (): void => {
    close()
    send({ event: 'leave' })
  }
  const dialog = element(
    'div',
    { class: 'bf-veil' },
    element(
      'div',
      {
        class: 'bf-dialog',
        attributes: {
          role: 'alertdialog',
          'aria-modal': 'true',
          'aria-labelledby': 'bf-leave',
          'aria-describedby': 'bf-leave-help',
        },
      },
      element('h2', { text: say('leave.question'), attributes: { id: 'bf-leave' } }),
      element('p', { class: 'bf-lead', text: say('leave.help'), attributes: { id: 'bf-leave-help' } }),
      stay,
      button(say('leave.go'), 'quiet', leave),
    ),
  )
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  })
  body.inert = true
  app.append(dialog)
  stay.focus()

  function close(): void {
    if (!dialog.isConnected) return
    dialog.remove()
    body.inert = false
    if (focused instanceof HTMLElement) focused.focus()
  }
  return close
}
