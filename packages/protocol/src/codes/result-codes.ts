/** SubCode of CheckResult and of the callback (check-result section 5). */
export const RESULT_CODES = {
  '200': 'Passed.',
  '201': 'Name and document number do not match.',
  '202': 'The identity was not found in the source.',
  '203': 'The reference photo was not found or cannot be used.',
  '204': 'The faces do not match.',
  '205': 'Liveness was not shown, or an attack is likely.',
  '206': 'A limit of the business policy was reached.',
  '207': 'The live face is not the portrait of the document.',
  '208': 'The face is registered already.',
  '209': 'An outside source was not available.',
  '211': 'The document is unreadable or a required field is missing.',
  '212': 'The document is not of the requested type.',
  '213': 'The document is likely forged.',
  '214': 'The document has expired.',
  '215': 'The picture of the document is too poor.',
  '216': 'A check of the machine-readable zone or of the chip failed.',
  '217': 'The device was rejected by safe mode.',
  '218': 'Rejected by manual review.',
  '299': 'Internal error; nothing could be decided, so it does not pass.',
} as const

export type ResultCode = keyof typeof RESULT_CODES

/**
 * Which code leads when several apply. The relative order of 217, 213, 205, 207/204, 214, 216, 211, 208 and 201 is
 * that of check-result section 5; the codes that it leaves out stand where they tell the caller most.
 */
export const RESULT_PRIORITY: readonly ResultCode[] = [
  '217',
  '213',
  '205',
  '207',
  '204',
  '214',
  '216',
  '212',
  '211',
  '215',
  '208',
  '201',
  '202',
  '203',
  '206',
  '209',
  '218',
  '299',
]

/** The code that leads; `200` when there is none. */
export function leadingResultCode(codes: Iterable<ResultCode>): ResultCode {
  const present = new Set(codes)
  return RESULT_PRIORITY.find((code) => present.has(code)) ?? '200'
}
