/** The bytes of a barcode are no AAMVA record: wrong beginning, header, or no licence or identity card in it. */
export class AamvaError extends Error {
  readonly code = 'aamva-malformed'
}
