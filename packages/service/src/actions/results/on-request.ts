import type { Reason } from '@bonafide/engine'
import type { Finished } from './define-projection.ts'

/** The words of the API for signs of forgery (check-result.md, ExtIdInfo). */
const SPOOF_TYPES = {
  'screen-recapture': 'SCREEN_REMARK',
  photocopy: 'PHOTO_COPY',
  'document-tampered': 'TAMPER',
} as const satisfies Partial<Record<Reason, string>>

type SpoofSign = keyof typeof SPOOF_TYPES

const SPOOF_SIGNS: readonly SpoofSign[] = ['screen-recapture', 'photocopy', 'document-tampered']

/** `spoofInfo` of ExtIdInfo, where signs of forgery were asked for and looked for. */
export function spoofInfo({ decision }: Pick<Finished, 'decision'>): { readonly spoofInfo?: object } {
  const finding = decision.findings.find(({ check }) => check === 'forgery-signs')
  if (finding === undefined) return {}
  const found = SPOOF_SIGNS.filter((sign) => finding.reasons.some((one) => one === sign))
  const spoofType = found.map((sign) => SPOOF_TYPES[sign])
  return { spoofInfo: { spoofResult: finding.outcome === 'passed' ? 'N' : 'Y', spoofType } }
}

/** The measure that each sign leaves where it could be looked for (engine/checks/forgery-signs). */
const LOOKED_FOR: Readonly<Record<SpoofSign, string>> = {
  'screen-recapture': '-screenPeak',
  photocopy: '-colour',
  'document-tampered': '-placesLookedAt',
}

/**
 * `extraSpoofResultDetails` of ExtIdInfo (check-result section 4.6): each sign that was found, and each that was looked for
 * on all pages and not found. The document is one entry; what was not judged on one of its pages is left out, since `N`
 * would say that it is not there.
 */
export function spoofDetails({ decision, wanted }: Pick<Finished, 'decision' | 'wanted'>): {
  readonly extraSpoofResultDetails?: readonly object[]
} {
  const finding = decision.findings.find(({ check }) => check === 'forgery-signs')
  if (!wanted.spoofDetails || finding === undefined) return {}
  const components = SPOOF_SIGNS.flatMap((sign) => {
    const isFound = finding.reasons.some((one) => one === sign)
    if (!isFound && !wasLookedFor(sign, finding.measures)) return []
    return [{ name: SPOOF_TYPES[sign], subResult: isFound ? 'Y' : 'N' }]
  })
  const spoofType = components.filter(({ subResult }) => subResult === 'Y').map(({ name }) => name)
  const result = finding.outcome === 'passed' ? 'N' : 'Y'
  return { extraSpoofResultDetails: [{ name: 'DOCUMENT', result, spoofType, components }] }
}

/** Measures are named after the page and what was measured on it. */
function wasLookedFor(sign: SpoofSign, measures: Readonly<Record<string, number>>): boolean {
  const pages = new Set(Object.keys(measures).flatMap((name) => /^page\d+/.exec(name) ?? []))
  return pages.size > 0 && [...pages].every((page) => measures[page + LOOKED_FOR[sign]] !== undefined)
}

/** `idFaceQualityScore` of ExtIdInfo, 0-100, where it was asked for and a portrait was seen. */
export function portraitQualityInfo({ decision }: Pick<Finished, 'decision'>): {
  readonly idFaceQualityScore?: number
} {
  const score = decision.findings.find(({ check }) => check === 'portrait-quality')?.score
  return score === undefined ? {} : { idFaceQualityScore: Math.round(score * 10) / 10 }
}

/** `ocrStandardData` of ExtIdInfo: what was read in one form whatever the document prints; what was not read is left out. */
export function standardInfo({ decision }: Pick<Finished, 'decision'>): { readonly ocrStandardData: object } {
  const { givenNames, surname, birthDate, sex } = decision.document?.fields ?? {}
  const named = { given_name_s: givenNames, surname_s: surname, date_of_birth_s: birthDate, sex_s: sex }
  return {
    ocrStandardData: Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  }
}
