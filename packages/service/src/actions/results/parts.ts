import {
  type Decision,
  type FaceSummary,
  fieldsForCode,
  type PageCode,
  type Reason,
  type ReasonSubject,
  shownFields,
  subjectOf,
  unreadFields,
} from '@bonafide/engine'
import { attributeInfo, shownAttributes } from '../faces/show-attributes.ts'
import { shownDuplicates } from '../faces/show-verified.ts'
import type { Extensions, Finished } from './define-projection.ts'
import { portraitQualityInfo, spoofDetails, spoofInfo, standardInfo } from './on-request.ts'

/** What says nothing about the face. */
const NOT_OF_FACE: readonly ReasonSubject[] = ['document', 'device', 'register']

/** ExtBasicInfo: what kind of document, its number, and whose. */
export function basicInfo({ decision, documentType = '' }: Finished): object {
  const { documentNumber = '', surname = '', givenNames = '', fullName, localName } = decision.document?.fields ?? {}
  const certName = `${surname} ${givenNames}`.trim() || (fullName ?? localName ?? '')
  return { certType: documentType, certNo: documentNumber, certName }
}

/** ExtBasicInfo where no document is taken: whom the register was asked about. */
export function registeredInfo({ decision: { register } }: Finished): object {
  return { certType: '', certNo: register?.number ?? '', certName: register?.name ?? '' }
}

/** What was read from one page, in the words of the code that was asked for, with its picture where it was asked for. */
export function pageInfo(
  { decision, documentType = '', images }: Finished,
  page: PageCode,
  pictureName: string,
): object {
  const { fields = {}, printed = [] } = decision.document ?? {}
  const picture = images?.pages[page]
  return {
    ...fieldsForCode(documentType, fields, { printed, page }),
    ...(picture === undefined ? {} : { [pictureName]: base64(picture) }),
  }
}

/** ExtIdInfo of the products of list A: the front, and the back where it was taken. */
export function documentInfo(finished: Finished): object {
  const { idImage, ...front } = { idImage: undefined, ...pageInfo(finished, '01', 'idImage') }
  const { idBackImage, ...back } = { idBackImage: undefined, ...pageInfo(finished, '02', 'idBackImage') }
  const read = { ocrIdInfo: front, ...(finished.pages.includes('02') ? { ocrIdBackInfo: back } : {}) }
  return {
    ...verdictInfo(finished),
    ...(finished.wanted.fields ? read : {}),
    ...(idImage === undefined ? {} : { idImage }),
    ...(idBackImage === undefined ? {} : { idBackImage }),
  }
}

/** ExtIdInfo of the products of list B: one entry for each page. */
export function documentInfoByPage(finished: Finished): object {
  const { decision, documentType = '', pages } = finished
  return {
    docType: decision.document?.type ?? documentType,
    ...verdictInfo(finished),
    ocrIdInfoData: Object.fromEntries(pages.map((page) => [page, pageInfo(finished, page, 'idImage')])),
  }
}

/** `ocrIdEditInfo`: what the person changed, where it differs from what was read; only fields that were shown. */
export function editedInfo(finished: Finished): { readonly ocrIdEditInfo?: object } {
  const { claims } = finished.decision
  if (claims === undefined) return {}
  const changed = finished.pages.flatMap((page) => {
    const shown = shownOn(finished, page)
    return Object.entries(claims[page] ?? {}).filter(([name, value]) => shown.has(name) && shown.get(name) !== value)
  })
  return changed.length === 0 ? {} : { ocrIdEditInfo: Object.fromEntries(changed) }
}

/** Values by name; a page of which nothing was read was shown without values. */
function shownOn({ decision, documentType = '' }: Finished, page: PageCode): ReadonlyMap<string, string> {
  const { fields = {}, printed = [] } = decision.document ?? {}
  const read = shownFields(documentType, fields, { printed, page }) ?? []
  const shown = read.length === 0 ? unreadFields(documentType, page) : read
  return new Map(shown.map(({ name, value }) => [name, value]))
}

/** What both forms of ExtIdInfo say of the document as a whole, each where it was asked for. */
function verdictInfo(finished: Finished): object {
  const { wanted } = finished
  return {
    ...(wanted.fields ? { ocrIdPassed: documentPassed(finished) } : {}),
    ...spoofInfo(finished),
    ...spoofDetails(finished),
    ...portraitQualityInfo(finished),
    ...(wanted.fields && wanted.standardValues ? standardInfo(finished) : {}),
    ...(wanted.fields ? editedInfo(finished) : {}),
  }
}

/** `ocrIdPassed`: nothing speaks against the document. */
export function documentPassed({ decision, verdict }: Finished): 'Y' | 'N' {
  return verdict.passed || !hasReason(decision, speaksAgainstDocument) ? 'Y' : 'N'
}

/** Where the system failed, nothing is known of the document either. */
function speaksAgainstDocument(reason: Reason): boolean {
  const subject = subjectOf(reason)
  return subject === 'document' || subject === 'system'
}

/** ExtFaceInfo, for every product with a live face. */
export function faceInfo(finished: Finished): object {
  const { decision, verdict, images } = finished
  const { face } = decision
  return {
    facePassed: verdict.passed || facePassed(decision) ? 'Y' : 'N',
    faceAttack: face?.attack === true ? 'Y' : 'N',
    ...(face?.comparisonScore === undefined ? {} : { faceComparisonScore: rounded(face.comparisonScore) }),
    ...(decision.register?.faceScore === undefined
      ? {}
      : { authorityComparisonScore: rounded(decision.register.faceScore) }),
    ...(face?.qualityScore === undefined ? {} : { faceQualityScore: rounded(face.qualityScore) }),
    ...attributesInfo(face?.attributes),
    ...(images?.face === undefined ? {} : { faceImg: base64(images.face) }),
  }
}

/** Age and sex, where they were asked for. */
function attributesInfo(attributes: FaceSummary['attributes']): object {
  if (attributes === undefined) return {}
  const { age, gender } = shownAttributes(attributes)
  return { faceAge: age, faceGender: gender, faceAttributeInfo: attributeInfo(attributes) }
}

/** What a search for the face found, and whether it was registered: 1 when it was, 0 when not. */
export function searchInfo({ decision: { duplicates, registration } }: Finished): object {
  return {
    ...(duplicates === undefined ? {} : { duplicateFace: shownDuplicates(duplicates) }),
    ...(registration === undefined ? {} : { faceRegistrationResult: registration.faceId === undefined ? 0 : 1 }),
    ...(registration?.faceId === undefined ? {} : { faceRegistrationId: registration.faceId }),
  }
}

/** ExtSourceInfo: the numbers of an official register, where it was asked and gave some (check-result section 4.5). */
export function sourceInfo({ decision: { register } }: Finished): Pick<Extensions, 'ExtSourceInfo'> {
  return register === undefined ? {} : { ExtSourceInfo: register.scores }
}

/** Whether the face step by itself succeeded: a face was seen and nothing but document, device or register is at fault. */
export function facePassed(decision: Decision): boolean {
  return decision.face !== undefined && !hasReason(decision, (reason) => !NOT_OF_FACE.includes(subjectOf(reason)))
}

/** ExtInfo: which checks led to the verdict. Additive to the API; carries codes only, nothing about the person. */
export function explanation({ decision, flow }: Finished): NonNullable<Extensions['ExtInfo']> {
  return {
    ...(flow === undefined ? {} : { certifyFlow: flow }),
    findings: decision.findings.map(({ check, outcome, reasons }) => ({ check, outcome, reasons })),
    ...riskFlags(decision),
  }
}

/** What was noticed although it decided nothing: the measure of a passed finding that an honest verification does not have. */
const FLAGS: Readonly<Record<string, string>> = {
  pagesSeenBefore: 'page-seen-before',
  facesSeenBefore: 'face-seen-before',
  clipFramesSeenBefore: 'clip-seen-before',
}

function riskFlags({ findings }: Decision): { readonly riskFlags?: readonly string[] } {
  const noticed = new Set(findings.flatMap(({ measures }) => Object.keys(measures)))
  const flags = Object.entries(FLAGS).flatMap(([measure, flag]) => (noticed.has(measure) ? [flag] : []))
  return flags.length === 0 ? {} : { riskFlags: flags }
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function hasReason(decision: Decision, test: (reason: Reason) => boolean): boolean {
  return decision.findings.some((finding) => finding.reasons.some(test))
}

export function rounded(score: number): number {
  return Math.round(score * 10) / 10
}
