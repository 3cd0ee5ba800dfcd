/** The lines are no machine readable zone: wrong number, length or characters. */
export class MrzError extends Error {
  readonly code = 'mrz-malformed'
}
