import { BankError, bank } from '../bank-api.ts'
import { find, markField, whileBusy } from '../dom.ts'
import type { Screen } from '../screen.ts'

export const details: Screen = (root, { view, go }) => {
  const form = find(root, 'form', HTMLFormElement)
  const name = find(form, '[name="name"]', HTMLInputElement)
  const email = find(form, '[name="email"]', HTMLInputElement)
  name.value = view.name ?? ''
  email.value = view.email ?? ''
  name.addEventListener('input', () => showOnCards(name.value))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void whileBusy(find(form, '[type="submit"]', HTMLButtonElement), async () => {
      for (const field of [name, email]) markField(form, field.name, undefined)
      try {
        go('/check', { view: await bank.apply({ name: name.value, email: email.value }) })
      } catch (error) {
        if (!(error instanceof BankError)) throw error
        const field = error.field ?? 'email'
        markField(form, field, error.message)
        find(form, `[name="${field}"]`, HTMLInputElement).focus()
      }
    })
  })
}

function showOnCards(name: string): void {
  for (const line of document.querySelectorAll('[data-card-name]')) line.textContent = name.trim() || 'Your name'
}
