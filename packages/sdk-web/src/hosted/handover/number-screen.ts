import { element } from '../page/element.ts'
import { button, title } from '../screens/parts.ts'
import type { Screen, Stage } from '../screens/screen.ts'

/** Two digits that the other device shows: whoever only sent a link to somebody does not know them. */
export function numberScreen({ say, send }: Stage): Screen {
  const field = element('input', {
    class: 'bf-number',
    attributes: { id: 'bf-number', inputmode: 'numeric', pattern: '[0-9]{2}', maxlength: '2', autocomplete: 'off' },
  })
  const confirm = button(say('handover.confirm'), 'primary', () => {})
  confirm.type = 'submit'
  const form = element(
    'form',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-scroll' },
      title(say('state.handover-number')),
      element('p', { class: 'bf-lead', text: say('handover.number.help') }),
      element('label', { class: 'bf-number-label', text: say('handover.number'), attributes: { for: 'bf-number' } }),
      field,
    ),
    element(
      'div',
      { class: 'bf-actions' },
      confirm,
      button(say('handover.stay'), 'quiet', () => send({ event: 'stay' })),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (/^\d{2}$/.test(field.value)) send({ event: 'number-typed', number: Number(field.value) })
    else field.focus()
  })
  return { root: form }
}
