/** In the fragment, so that a reload still knows and no server sees it; the token of the link goes from there. */
const MARK = '#m=1'

export function rememberMove(): void {
  history.replaceState(null, '', MARK)
}

/** Whether the session came to this page from another device before it was reloaded. */
export function wasMovedHere(): boolean {
  return location.hash === MARK
}
