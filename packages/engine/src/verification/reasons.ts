/**
 * Every reason a finding can give. The service maps each to a SubCode of the API; a test proves that the map is total.
 * Order is not meaning: priority between reasons lies in `decide.ts`.
 */
export const REASONS = [
  'challenge-not-met',
  'no-motion',
  'flat-surface',
  'light-not-answered',
  'light-on-surround',
  'light-too-weak',
  'light-not-asked',
  'passive-suspicion',
  'face-changed',
  'frames-insufficient',
  'frames-repeated',
  'frames-blended',
  'clock-implausible',
  'screen-pattern',
  'no-face',
  'several-faces',
  'face-unusable',
  'face-mismatch',
  'reference-mismatch',
  'match-uncertain',
  'portrait-missing',
  'reference-unusable',
  'face-registered',
  'document-unreadable',
  'document-type-mismatch',
  'document-expired',
  'mrz-check-digit',
  'number-rule',
  'name-unprotected',
  'system-error',
] as const

export type Reason = (typeof REASONS)[number]
