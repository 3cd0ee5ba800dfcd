import { BankError } from '../bank-api.ts'
import { find, keepOnly, markField, setText, whileBusy } from '../dom.ts'
import { noteForCode } from '../left-notes.ts'
import type { Context, Screen } from '../screen.ts'
import { startCheck } from '../start-check.ts'

const CONSENT = {
  'passport-and-face': 'I agree that Tern checks my passport and my face, once, to open this account.',
  face: 'I agree that Tern checks my face, once, to open this account.',
} as const

export const check: Screen = (root, context) => {
  const { product } = context.options
  keepOnly(root, product)
  setText(root, '[data-consent]', CONSENT[product])
  if (product === 'face') setText(root, '[data-lead]', 'We look at your face for a few seconds. Nothing else is asked.')
  const note = find(root, '[data-note]', HTMLElement)
  note.textContent = context.note ?? ''
  note.hidden = context.note === undefined

  const form = find(root, 'form', HTMLFormElement)
  const consent = find(form, '[name="consent"]', HTMLInputElement)
  consent.addEventListener('change', () => markField(form, 'consent', undefined))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!consent.checked) return markField(form, 'consent', 'Please tick the box first; without it we may not look.')
    void whileBusy(find(form, '[type="submit"]', HTMLButtonElement), () => begin(form, context))
  })
}

async function begin(form: HTMLFormElement, { options, go, view }: Context): Promise<void> {
  try {
    const code = await startCheck(options)
    if (code === 1000 || code === 1001) go('/result', { view: { ...view, stage: 'checking' } })
    else go('/check', { note: noteForCode(code) })
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    markField(form, 'consent', error.message)
  }
}
