/** A fresh copy of a screen's template. */
export function cloneTemplate(id: string): DocumentFragment {
  const template = document.getElementById(id)
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`no template ${id}`)
  return template.content.cloneNode(true) as DocumentFragment
}

/** The element that must be there; its absence is a mistake of ours, so it throws. */
export function find<E extends Element>(root: ParentNode, selector: string, type: new () => E): E {
  const element = root.querySelector(selector)
  if (!(element instanceof type)) throw new Error(`no ${selector}`)
  return element
}

export function setText(root: ParentNode, selector: string, text: string): void {
  find(root, selector, HTMLElement).textContent = text
}

export function onClick(root: ParentNode, selector: string, act: () => void): void {
  find(root, selector, HTMLElement).addEventListener('click', act)
}

/** Removes what belongs to another product than the chosen one. */
export function keepOnly(root: ParentNode, product: string): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-only]')) {
    if (element.dataset['only'] !== product) element.remove()
  }
}

/** Shows the hint of a field as an error, or as it was. */
export function markField(form: HTMLFormElement, name: string, problem: string | undefined): void {
  const hint = find(form, `[data-hint="${name}"]`, HTMLElement)
  hint.dataset['usual'] ??= hint.textContent ?? ''
  hint.textContent = problem ?? hint.dataset['usual']
  hint.classList.toggle('is-wrong', problem !== undefined)
  find(form, `[name="${name}"]`, HTMLInputElement).setAttribute('aria-invalid', String(problem !== undefined))
}

/** Keeps a button from being pressed twice while `work` runs. */
export async function whileBusy(button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (button.getAttribute('aria-busy') === 'true') return
  button.setAttribute('aria-busy', 'true')
  try {
    await work()
  } finally {
    button.removeAttribute('aria-busy')
  }
}
