import type { ApplicationView } from '../application-view.ts'
import { bank } from './bank-api.ts'
import { drawCards } from './card.ts'
import { cloneTemplate, find } from './dom.ts'
import { noteForCode } from './left-notes.ts'
import { readOptions, wireOptions } from './options.ts'
import { returnCode } from './return-code.ts'
import type { Context, Path } from './screen.ts'
import { progressOf, SCREENS, type ScreenName, screenAt } from './story.ts'

let view: ApplicationView = { stage: 'new' }
let stop: (() => void) | undefined
let shown: ScreenName | undefined

const go: Context['go'] = (path, change = {}) => {
  if (change.view !== undefined) view = change.view
  if (path !== location.pathname || location.search !== '') history.pushState(null, '', path)
  show(path, change.note)
}

function show(path: string, note?: string): void {
  const name = screenAt(path, view)
  const screen = cloneTemplate(name)
  stop?.()
  stop = SCREENS[name](screen, { view, options: readOptions(), note, go }) ?? undefined
  const main = freshMain()
  main.replaceChildren(screen)
  drawCards(document, view)
  showProgress(name)
  if (shown !== undefined && shown !== name) focusTitle(main)
  shown = name
}

/** A new element each time, so that the arrival is animated again. */
function freshMain(): HTMLElement {
  const old = find(document, 'main', HTMLElement)
  const fresh = old.cloneNode(false) as HTMLElement
  old.replaceWith(fresh)
  return fresh
}

function showProgress(name: ScreenName): void {
  const progress = progressOf(name)
  find(document, '[data-back]', HTMLElement).hidden = progress.back === undefined
  const list = find(document, '.progress', HTMLElement)
  list.hidden = progress.current === undefined
  let done = true
  for (const item of list.querySelectorAll<HTMLElement>('[data-progress]')) {
    const current = item.dataset['progress'] === progress.current
    if (current) done = false
    item.classList.toggle('is-done', done)
    if (current) item.setAttribute('aria-current', 'step')
    else item.removeAttribute('aria-current')
  }
}

function focusTitle(main: HTMLElement): void {
  const title = main.querySelector('h1')
  title?.setAttribute('tabindex', '-1')
  title?.focus({ preventScroll: true })
  window.scrollTo(0, 0)
}

function goBack(): void {
  const { back } = shown === undefined ? { back: undefined } : progressOf(shown)
  if (back !== undefined) go(back as Path)
}

async function begin(): Promise<void> {
  view = await bank.application().catch(() => view)
  const code = returnCode(location.search)
  if (location.search !== '') history.replaceState(null, '', location.pathname)
  if (code === undefined || code === 1000 || code === 1001 || view.stage !== 'checking') return show(location.pathname)
  history.replaceState(null, '', '/check')
  show('/check', noteForCode(code))
}

// A browser that goes back may show this page as it was left, in the middle of starting a check.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
window.addEventListener('popstate', () => show(location.pathname))
find(document, '[data-back]', HTMLElement).addEventListener('click', goBack)
wireOptions(() => {
  if (shown === 'welcome' || shown === 'check') show(location.pathname)
})
void begin()
