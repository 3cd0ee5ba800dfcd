/** What a reason speaks against; `system` is nobody's fault and leaves everything undecided. */
export type ReasonSubject = 'face' | 'document' | 'device' | 'register' | 'system'

/**
 * Every reason a finding can give, and what it speaks against. The service maps each to a SubCode of the API; a test proves
 * that the map is total. Order is not meaning: priority between reasons lies in `decide.ts`.
 */
const SUBJECTS = {
  'challenge-not-met': 'face',
  'no-motion': 'face',
  'flat-surface': 'face',
  'light-not-answered': 'face',
  'light-on-surround': 'face',
  'light-too-weak': 'face',
  'light-not-asked': 'face',
  'passive-suspicion': 'face',
  'face-changed': 'face',
  'frames-insufficient': 'face',
  'frames-repeated': 'face',
  'frames-blended': 'face',
  'clock-implausible': 'face',
  'screen-pattern': 'face',
  'clip-seen-before': 'face',
  'face-seen-before': 'face',
  'no-face': 'face',
  'several-faces': 'face',
  'face-unusable': 'face',
  'eyes-hidden': 'face',
  'eyes-closed': 'face',
  'face-mismatch': 'face',
  'reference-mismatch': 'face',
  'match-uncertain': 'face',
  'portrait-missing': 'document',
  'portrait-eyes-hidden': 'document',
  'reference-unusable': 'face',
  'face-registered': 'face',
  'identity-disagrees': 'register',
  'identity-unknown': 'register',
  'register-face-mismatch': 'face',
  'register-unavailable': 'register',
  'document-unreadable': 'document',
  'document-type-mismatch': 'document',
  'document-expired': 'document',
  'mrz-check-digit': 'document',
  'number-rule': 'document',
  'name-unprotected': 'document',
  'number-disagrees': 'document',
  'date-disagrees': 'document',
  'person-disagrees': 'document',
  'name-disagrees': 'document',
  'dates-implausible': 'document',
  'barcode-unreadable': 'document',
  'barcode-odd': 'document',
  'picture-blurred': 'document',
  'picture-glare': 'document',
  'picture-dark': 'document',
  'picture-small': 'document',
  'document-cut-off': 'document',
  'page-side-wrong': 'document',
  'screen-recapture': 'document',
  photocopy: 'document',
  'document-tampered': 'document',
  'page-seen-before': 'document',
  'device-rejected': 'device',
  'device-doubtful': 'device',
  'system-error': 'system',
} as const satisfies Readonly<Record<string, ReasonSubject>>

export type Reason = keyof typeof SUBJECTS

export const REASONS = Object.keys(SUBJECTS) as readonly Reason[]

export function subjectOf(reason: Reason): ReasonSubject {
  return SUBJECTS[reason]
}
