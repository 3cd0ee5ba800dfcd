import type { StateOf } from '@bonafide/capture'
import { CLAIM_LIMITS, type Claims, type ReadField } from '@bonafide/protocol'
import { element } from '../page/element.ts'
import { button, noticeBox, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/** What was read from the pages. The person may say that it is something else; what they say decides nothing. */
export function readingReviewScreen(stage: Stage, state: StateOf<'reading-review'>): Screen {
  const { say, send } = stage
  const { reading, claims } = state
  const rows = reading.fields.map((field, index) => fieldRow(stage, { field, index, reading, claims }, onInput))
  const sides = reading.retakes.length > 1
  const pages = [...new Set(reading.fields.map(({ page }) => page))]
  const confirm = button(say('handover.confirm'), 'primary', () => {}, 'check')
  confirm.type = 'submit'
  const form = element(
    'form',
    { class: 'bf-screen', attributes: { autocomplete: 'off' } },
    element(
      'div',
      { class: 'bf-scroll' },
      title(say('state.reading-review')),
      element('p', { class: 'bf-lead bf-tip', text: say(reading.mayEdit ? 'reading.lead' : 'reading.only-shown') }),
      noticeBox(stage, state.notice),
      ...pages.map((page) => {
        const ofPage = rows.filter(({ field }) => field.page === page).map(({ root }) => root)
        return pages.length === 1 ? element('div', { class: 'bf-fields' }, ...ofPage) : sideOf(stage, page, ofPage)
      }),
    ),
    element(
      'div',
      { class: 'bf-actions' },
      reading.mayEdit ? element('p', { class: 'bf-small', text: say('reading.note') }) : undefined,
      confirm,
      element('div', { class: 'bf-retakes' }, ...reading.retakes.map((retake) => retakeButton(stage, retake, sides))),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send({ event: 'reading-confirmed' })
  })

  function onInput(): void {
    const changed = rows.flatMap(({ field, input }) => {
      const value = input.value.trim()
      return value === field.value ? [] : [{ ...field, value }]
    })
    send({ event: 'edited', claims: { ...claimsOn('01', changed), ...claimsOn('02', changed) } })
  }

  return { root: form, update() {} }
}

function claimsOn(page: ReadField['page'], changed: readonly ReadField[]): Claims {
  const ofPage = changed.filter((field) => field.page === page)
  return ofPage.length === 0 ? {} : { [page]: Object.fromEntries(ofPage.map(({ name, value }) => [name, value])) }
}

function sideOf({ say }: Stage, page: ReadField['page'], rows: readonly HTMLElement[]): HTMLElement {
  const side = say(page === '01' ? 'document.front' : 'document.back')
  return element(
    'fieldset',
    { class: 'bf-fields' },
    element('legend', { class: 'bf-fields-side', text: side }),
    ...rows,
  )
}

/** A page that was read badly is mended by a better picture: what is typed here is no evidence. */
function retakeButton({ say, send }: Stage, { page, step }: Retake, sides: boolean): HTMLElement {
  const side = sides ? `${say(page === '01' ? 'document.front' : 'document.back')}: ` : ''
  return button(side + say('review.retake'), 'quiet', () => send({ event: 'retake-page', pageStep: step }), 'retry')
}

type Retake = StateOf<'reading-review'>['reading']['retakes'][number]

interface RowOptions extends Pick<StateOf<'reading-review'>, 'reading' | 'claims'> {
  readonly field: ReadField
  readonly index: number
}

function fieldRow({ say }: Stage, { field, index, reading, claims }: RowOptions, onInput: () => void) {
  const id = `bf-field-${index}`
  const input = element('input', {
    class: 'bf-field-input',
    attributes: {
      id,
      // A name of one script stands in a screen of another.
      dir: 'auto',
      maxlength: String(CLAIM_LIMITS.letters),
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      'aria-describedby': `${id}-read`,
    },
  })
  input.value = claims[field.page]?.[field.name] ?? field.value
  input.readOnly = !reading.mayEdit
  const read = element('p', { class: 'bf-field-read', attributes: { id: `${id}-read`, dir: 'auto' } })
  const root = element(
    'div',
    { class: 'bf-field' },
    element('label', { class: 'bf-field-label', text: say(`field.${field.field}`), attributes: { for: id } }),
    input,
    read,
  )
  const mark = (): void => {
    const changed = input.value.trim() !== field.value
    root.classList.toggle('bf-changed', changed)
    read.hidden = !changed
    read.textContent = changed ? say('reading.changed', { value: field.value }) : ''
  }
  input.addEventListener('input', () => {
    mark()
    onInput()
  })
  mark()
  return { root, field, input }
}
