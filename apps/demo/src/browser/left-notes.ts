/** What to tell a customer who came back without a result, by the SDK's client code. */
export function noteForCode(code: number): string {
  return NOTES[code] ?? 'The check could not be finished. Nothing was decided; please start it again.'
}

const CAMERA = 'The camera could not be used. Allow it for this site in the browser’s settings, then start again.'

const NOTES: Readonly<Record<number, string>> = {
  1004: CAMERA,
  1005: 'The connection was lost. Nothing was decided; please start again.',
  1006: 'You left the check. Nothing was decided; start again whenever you like.',
  1007: 'That check was over or open in another browser. Please start a new one.',
  1014: 'That took too many tries. Take a breath, find better light, and start again.',
  1016: CAMERA,
}
