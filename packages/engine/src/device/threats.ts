/** What a sign is worth: it ends the verification, a person looks at it, or it is written down. */
export type ThreatWeight = 'reject' | 'review' | 'record'

/**
 * Every threat that is looked for, with what it is worth where a tenant says nothing else. Weights are those of
 * client-sdk.md section 9, with one difference: a token that is missing, not ours, or of another verification rejects,
 * because behind it nothing was judged.
 */
export const THREATS = {
  'camera-virtual': 'reject',
  'camera-functions-replaced': 'reject',
  'browser-altered': 'reject',
  'token-tampered': 'reject',
  'token-missing': 'reject',
  'token-invalid': 'reject',
  'token-foreign': 'reject',
  'token-expired': 'review',
  'camera-virtual-at-hand': 'review',
  'cloud-phone': 'review',
  automated: 'review',
  'browser-emulated': 'record',
  crawler: 'record',
  'cookies-off': 'record',
  'begun-elsewhere': 'record',
} as const satisfies Readonly<Record<string, ThreatWeight>>

export type Threat = keyof typeof THREATS

/** Weights of a tenant, where they differ. */
export type ThreatWeights = Readonly<Partial<Record<Threat, ThreatWeight>>>

export const ALL_THREATS = Object.keys(THREATS) as readonly Threat[]
