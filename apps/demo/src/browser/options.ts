import type { Mode, Product } from '../application-view.ts'
import { find } from './dom.ts'

export interface Options {
  readonly product: Product
  readonly mode: Mode
}

/** The menu for the curious. Choices last as long as the tab; phones get the redirect unless another mode is chosen. */
export function readOptions(): Options {
  const narrow = window.matchMedia('(max-width: 60rem)').matches
  return {
    product: recall('product') === 'face' ? 'face' : 'passport-and-face',
    mode: (recall('mode') ?? (narrow ? 'redirect' : 'iframe')) === 'redirect' ? 'redirect' : 'iframe',
  }
}

export function wireOptions(onChange: () => void): void {
  const dialog = find(document, '#options', HTMLDialogElement)
  find(document, '[data-open-options]', HTMLButtonElement).addEventListener('click', () => {
    for (const [name, value] of Object.entries(readOptions())) {
      find(dialog, `[name="${name}"][value="${value}"]`, HTMLInputElement).checked = true
    }
    dialog.showModal()
  })
  dialog.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement) remember(event.target.name, event.target.value)
  })
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener('close', onChange)
}

// A browser that forbids storage throws here; the options then last as long as the page.
const forgetful = new Map<string, string>()

function recall(name: string): string | undefined {
  try {
    return sessionStorage.getItem(`tern-${name}`) ?? forgetful.get(name)
  } catch {
    return forgetful.get(name)
  }
}

function remember(name: string, value: string): void {
  forgetful.set(name, value)
  try {
    sessionStorage.setItem(`tern-${name}`, value)
  } catch {
    // kept in memory above
  }
}
