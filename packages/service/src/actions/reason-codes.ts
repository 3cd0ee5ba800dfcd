import type { Product, Reason } from '@bonafide/engine'
import type { ResultCode } from '@bonafide/protocol'

/** The engine's reasons in the words of the API (check-result.md section 5). Total; a test reads it both ways. */
export const REASON_CODES: Readonly<Record<Reason, ResultCode>> = {
  'device-rejected': '217',
  'device-doubtful': '217',
  'challenge-not-met': '205',
  'no-motion': '205',
  'flat-surface': '205',
  'light-not-answered': '205',
  'light-on-surround': '205',
  'light-too-weak': '205',
  'light-not-asked': '205',
  'passive-suspicion': '205',
  'face-changed': '205',
  'frames-insufficient': '205',
  'frames-repeated': '205',
  'frames-blended': '205',
  'clock-implausible': '205',
  'screen-pattern': '205',
  'clip-seen-before': '205',
  'face-seen-before': '205',
  'no-face': '205',
  'several-faces': '205',
  'face-unusable': '205',
  'eyes-hidden': '205',
  'eyes-closed': '205',
  'face-mismatch': '207',
  'match-uncertain': '207',
  'portrait-missing': '207',
  'portrait-eyes-hidden': '207',
  'reference-mismatch': '204',
  'reference-unusable': '203',
  'face-registered': '208',
  'identity-disagrees': '201',
  'identity-unknown': '202',
  'register-face-mismatch': '204',
  'register-unavailable': '209',
  'document-unreadable': '211',
  'name-unprotected': '211',
  'document-type-mismatch': '212',
  'document-expired': '214',
  'mrz-check-digit': '216',
  'number-rule': '216',
  'number-disagrees': '216',
  'date-disagrees': '216',
  'person-disagrees': '216',
  'name-disagrees': '216',
  'dates-implausible': '216',
  'barcode-unreadable': '211',
  'barcode-odd': '216',
  'picture-blurred': '215',
  'picture-glare': '215',
  'picture-dark': '215',
  'picture-small': '215',
  'document-cut-off': '215',
  'page-side-wrong': '215',
  'screen-recapture': '213',
  photocopy: '213',
  'document-tampered': '213',
  'page-seen-before': '213',
  'system-error': '299',
}

/** Where the live face is compared with a supplied face, no document portrait can be meant. */
const REFERENCE_CODES: Partial<Readonly<Record<Reason, ResultCode>>> = { 'match-uncertain': '204' }

/** The SubCode of a reason, for a product. */
export function subCodeOf(reason: Reason, product?: Pick<Product, 'evidence'>): ResultCode {
  const special = product?.evidence.includes('reference') === true ? REFERENCE_CODES[reason] : undefined
  return special ?? REASON_CODES[reason]
}
