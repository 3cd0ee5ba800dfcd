/** Why an operation of this version is not carried out here. */
export type Absence = 'no-measured-signal' | 'not-yet' | 'vendor-internal'

/** Each cause, for whoever wonders. */
export const ABSENCES: Readonly<Record<Absence, string>> = {
  'no-measured-signal':
    'Nothing that was measured here tells the cases apart, and an answer without a measurement would be a guess.',
  'not-yet': 'It is not built yet.',
  'vendor-internal': "It is for the vendor's own systems.",
}

/**
 * Operations of this version that are known and refused. Together with the table of operations they are all 48; one that
 * is built leaves this list.
 */
export const NOT_OFFERED: ReadonlyMap<string, Absence> = new Map([
  ['CredentialGetResultIntl', 'no-measured-signal'],
  ['CredentialRecognitionIntl', 'no-measured-signal'],
  ['CredentialSubmitIntl', 'no-measured-signal'],
  ['CredentialVerifyIntl', 'no-measured-signal'],
  ['DeepfakeDetectIntl', 'no-measured-signal'],
  ['DeepfakeDetectIntlStream', 'no-measured-signal'],
  ['FraudResultCallBack', 'vendor-internal'],
])
