/** The check that every product runs first; it is left out where the device was not asked to decide. */
export const DEVICE_CHECKS = ['device-risk'] as const

/** The checks that every product with a document runs, in order. */
export const DOCUMENT_CHECKS = [
  'document-read',
  'document-type',
  'document-not-expired',
  'mrz-check-digits',
  'document-number',
  'names-protected',
  'fields-agree',
  'dates-plausible',
  'barcode-read',
  'document-quality',
  'forgery-signs',
  'portrait-quality',
] as const

/** The checks that every product with a live face runs, in order. */
export const LIVE_FACE_CHECKS = [
  'live-presence',
  'capture-integrity',
  'challenge-obeyed',
  'one-face-throughout',
  'depth-on-turn',
  'screen-pattern',
  'screen-light',
  'passive-network',
] as const
