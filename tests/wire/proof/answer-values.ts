/**
 * What the fields of good answers may say, where the API documents a list or a scale: a type alone lets `Success` pass
 * for `SUCCESS`. Fields are known by their name, with or without capitals, since the texts that hold JSON repeat them in
 * lower case; where one operation differs, by its name and the field's.
 */
type Rule = (value: unknown) => boolean

const YES_NO = oneOf('Y', 'N')
const HUNDRED = scale(100)
const SUB_CODE = matching(/^(101|20\d|21[1-8]|299|30\d)$/)
const RISK = oneOf('0', '1', '2')
const ISO_TIME = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)

const RULES: Readonly<Record<string, Rule>> = {
  authoritycomparisonscore: HUNDRED,
  bizcode: oneOf('1', '2', '3'),
  decision: oneOf('ACCEPT', 'REVIEW', 'REJECT'),
  deleteresult: YES_NO,
  deleted: YES_NO,
  ekycresult: oneOf('Success', 'Failure', 'Pending'),
  faceage: scale(120),
  faceattack: YES_NO,
  faceattackscore: HUNDRED,
  facecomparisonscore: HUNDRED,
  facecomparisonscorea2b: scale(1),
  facecomparisonscoreb2c: scale(1),
  facecomparisonscorec2a: scale(1),
  facegender: oneOf('M', 'F'),
  facepassed: YES_NO,
  facequalityscore: HUNDRED,
  faceregistrationresult: oneOf('0', '1'),
  gmtcreate: ISO_TIME,
  guardriskscore: HUNDRED,
  idfacequalityscore: HUNDRED,
  illuminationscore: HUNDRED,
  interruptpageen: oneOf('LOADING', 'GUIDE', 'FACE', 'OCR_SCAN', 'OCR_RESULT', 'NFC_INPUT', 'NFC_READ'),
  ispname: oneOf('CMCC', 'CUCC', 'CTCC'),
  livenessscore: HUNDRED,
  occlusionresult: YES_NO,
  ocridpassed: YES_NO,
  passed: YES_NO,
  registrationtype: oneOf('MANUAL', 'AUTO'),
  sharpnessscore: HUNDRED,
  spoofresult: YES_NO,
  status: oneOf('PROCESSING', 'SUCCESS', 'FAILED'),
  subcode: SUB_CODE,
  targetfacequalityscore: HUNDRED,
  targetilluminationscore: HUNDRED,
  targetsharpnessscore: HUNDRED,
  tokenstatus: oneOf('OK', 'TokenIsNull', 'TokenInvalid', 'TokenTampered', 'TokenExpired'),
  verifyerrorcode: matching(/^(10(0\d|1[0-6])|9999)$/),
  verifystatus: oneOf('0', '1', '2'),
}

const LISTS: Readonly<Record<string, Rule>> = {
  duplicateface: everyItem(['faceGroupCode', 'faceId', 'merchantUserId', 'score']),
  spooftype: listOf('SCREEN_REMARK', 'PHOTO_COPY', 'TAMPER'),
}

const OF_ONE_OPERATION: Readonly<Record<string, Rule>> = {
  'credentialrecognitionintl success': oneOf('S', 'F'),
  'credentialverifyintl result': RISK,
  'deepfakedetectintl result': RISK,
  'deepfakedetectintlstream result': RISK,
  'keepaliveintl result': oneOf('SUCCESS'),
}

/** Paths of values that are none of those documented; nothing of what they hold. */
export function valueFaults(operation: string, body: unknown): readonly string[] {
  return faultsBelow(operation.toLowerCase(), body, [])
}

function faultsBelow(operation: string, value: unknown, path: readonly string[]): readonly string[] {
  const name = path.at(-1)?.toLowerCase() ?? ''
  const held = typeof value === 'string' ? jsonIn(value) : value
  const fields = typeof held === 'object' && held !== null ? Object.entries(held) : undefined
  const nested = (fields ?? []).flatMap(([key, one]) => faultsBelow(operation, one, [...path, key]))
  // A container may bear the name of a field that it holds, as `Result` does.
  const rule =
    LISTS[name] ?? (fields === undefined ? (OF_ONE_OPERATION[`${operation} ${name}`] ?? RULES[name]) : undefined)
  return rule === undefined || rule(held) ? nested : [`${path.join('.')} says nothing that is documented`, ...nested]
}

function jsonIn(text: string): unknown {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Numbers count as the texts that older operations send. */
function oneOf(...values: readonly string[]): Rule {
  return (value) => values.includes(String(value))
}

function matching(form: RegExp): Rule {
  return (value) => form.test(String(value))
}

function scale(most: number): Rule {
  return (value) => value !== '' && Number(value) >= 0 && Number(value) <= most
}

function listOf(...values: readonly string[]): Rule {
  return (value) => Array.isArray(value) && value.every((one) => values.includes(one))
}

function everyItem(names: readonly string[]): Rule {
  return (value) =>
    Array.isArray(value) && value.every((one) => Object.keys(Object(one)).every((key) => names.includes(key)))
}
