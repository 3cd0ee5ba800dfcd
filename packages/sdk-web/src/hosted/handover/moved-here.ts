/**
 * Notes in the fragment that the session came here from another device, so that a reload still knows and no server sees
 * it. The token of the link goes from there.
 */
export function rememberMove(): void {
  const fragment = new URLSearchParams(location.hash.slice(1))
  fragment.delete('h')
  fragment.set('m', '1')
  history.replaceState(null, '', `#${fragment}`)
}

export function wasMovedHere(): boolean {
  return new URLSearchParams(location.hash.slice(1)).get('m') === '1'
}
