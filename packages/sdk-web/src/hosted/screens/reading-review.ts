import type { StateOf, TextKey } from '@bonafide/capture'
import { CLAIM_LIMITS, type Claims, type ReadField } from '@bonafide/protocol'
import { element } from '../page/element.ts'
import { button, noticeBox, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/** What was read from the pages. The person may say that it is something else; what they say decides nothing. */
export function readingReviewScreen(stage: Stage, state: StateOf<'reading-review'>): Screen {
  const { say, send } = stage
  const { reading, claims } = state
  const shown = reading.fields.filter(({ value }) => reading.mayEdit || value !== '')
  const rows = shown.map((field, index) => fieldRow(stage, { field, index, reading, claims }, onInput))
  const isRead = reading.fields.some(({ value }) => value !== '')
  const form = element(
    'form',
    { class: 'bf-screen', attributes: { autocomplete: 'off' } },
    element(
      'div',
      { class: 'bf-scroll' },
      title(say(isRead ? 'state.reading-review' : 'reading.unread')),
      element('p', { class: 'bf-lead bf-tip', text: say(leadOf(reading, isRead)) }),
      noticeBox(stage, state.notice),
      ...fieldsByPage(stage, reading, rows),
    ),
    actions(stage, reading, { isRead, hasRows: rows.length > 0 }),
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

function leadOf({ mayEdit }: Reading, isRead: boolean): TextKey {
  if (!isRead) return 'review.check'
  return mayEdit ? 'reading.lead' : 'reading.only-shown'
}

/** Where nothing was read, another picture helps more than going on. */
function actions(stage: Stage, { retakes, mayEdit }: Reading, { isRead, hasRows }: Outcome): HTMLElement {
  const { say } = stage
  const retakesFirst = !isRead && retakes.length > 0
  const text = hasRows ? 'handover.confirm' : 'review.use'
  const confirm = button(say(text), retakesFirst ? 'quiet' : 'primary', () => {}, 'check')
  confirm.type = 'submit'
  const options = { sides: retakes.length > 1, kind: retakesFirst ? 'primary' : 'quiet' } as const
  const again = retakes.map((retake) => retakeButton(stage, retake, options))
  const buttons = element('div', { class: 'bf-retakes' }, ...again)
  const note = hasRows && mayEdit ? element('p', { class: 'bf-small', text: say('reading.note') }) : undefined
  return element('div', { class: 'bf-actions' }, note, ...(retakesFirst ? [buttons, confirm] : [confirm, buttons]))
}

interface Outcome {
  readonly isRead: boolean
  readonly hasRows: boolean
}

function claimsOn(page: ReadField['page'], changed: readonly ReadField[]): Claims {
  const ofPage = changed.filter((field) => field.page === page)
  return ofPage.length === 0 ? {} : { [page]: Object.fromEntries(ofPage.map(({ name, value }) => [name, value])) }
}

/** Sides are named where there are two. */
function fieldsByPage(stage: Stage, { fields }: Reading, rows: readonly FieldRow[]): readonly HTMLElement[] {
  const pages = [...new Set(fields.map(({ page }) => page))]
  return pages.map((page) => {
    const ofPage = rows.filter(({ field }) => field.page === page)
    const parts = ofPage.map(({ root }) => root)
    if (pages.length === 1) return element('div', { class: 'bf-fields' }, ...parts)
    const { say } = stage
    const isRead = ofPage.some(({ field }) => field.value !== '')
    return element(
      'fieldset',
      { class: 'bf-fields' },
      element('legend', { class: 'bf-fields-side', text: say(page === '01' ? 'document.front' : 'document.back') }),
      isRead ? undefined : element('p', { class: 'bf-small', text: say('reading.unread') }),
      ...parts,
    )
  })
}

/** A page that was read badly is mended by a better picture: what is typed here is no evidence. */
function retakeButton({ say, send }: Stage, { page, step }: Retake, { sides, kind }: RetakeOptions): HTMLElement {
  const side = sides ? `${say(page === '01' ? 'document.front' : 'document.back')}: ` : ''
  return button(side + say('review.retake'), kind, () => send({ event: 'retake-page', pageStep: step }), 'retry')
}

interface RetakeOptions {
  /** Whether the document has several. */
  readonly sides: boolean
  readonly kind: 'primary' | 'quiet'
}

type Reading = StateOf<'reading-review'>['reading']
type Retake = Reading['retakes'][number]
type FieldRow = ReturnType<typeof fieldRow>

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
    read.hidden = !changed || field.value === ''
    read.textContent = changed ? say('reading.changed', { value: field.value }) : ''
  }
  input.addEventListener('input', () => {
    mark()
    onInput()
  })
  mark()
  return { root, field, input }
}
