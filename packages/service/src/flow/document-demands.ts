import type { DocumentDemands, QualityLevel } from '@bonafide/engine'
import { initialize } from '@bonafide/protocol'
import type { StoredRequest } from './stored-request.ts'

/** `IdThreshold`; 3, its default, asks for none. */
const QUALITY_LEVELS: Readonly<Record<string, QualityLevel>> = { '0': 'standard', '1': 'strict', '2': 'loose' }

/** What a caller asked to be looked at on the document, in the words of the API. */
export interface DocumentWishes {
  readonly idThreshold: string | undefined
  readonly forgerySigns: boolean
  readonly portraitQuality: boolean
  readonly fields: boolean
}

/** The same for the engine: what differs from what every verification looks at. */
export function demandsOf({ idThreshold, forgerySigns, portraitQuality, fields }: DocumentWishes): DocumentDemands {
  const quality = QUALITY_LEVELS[idThreshold ?? '']
  return {
    ...(quality === undefined ? {} : { quality }),
    ...(forgerySigns ? { forgerySigns } : {}),
    ...(portraitQuality ? { portraitQuality } : {}),
    ...(fields ? {} : { fields }),
  }
}

/** What Initialize asked for. */
export function documentDemands(request: Pick<StoredRequest, 'parameters'>): DocumentDemands {
  return demandsOf({
    idThreshold: request.parameters['IdThreshold'],
    forgerySigns: isOn('IdSpoof', request),
    portraitQuality: isOn('IdFaceQuality', request),
    fields: isOn('Ocr', request),
  })
}

/** What Initialize asked to be answered. */
export function documentAnswer(request: Pick<StoredRequest, 'parameters'>) {
  return { fields: isOn('Ocr', request), standardValues: isOn('OcrValueStandard', request) }
}

/** Whether Initialize asked for estimates of age and sex. */
export function asksForAttributes(request: Pick<StoredRequest, 'parameters'>): boolean {
  return isOn('FaceAttributeCheck', request)
}

/** Whether the person may say that the pages say something else. */
export function asksToEdit(request: Pick<StoredRequest, 'parameters'>): boolean {
  return isOn('EditOcrResult', request)
}

/** Whether a clip of the face step is kept as evidence. */
export function asksForClip(request: Pick<StoredRequest, 'parameters'>): boolean {
  return isOn('DocVideo', request)
}

/** A switch of the request, which is kept as it came. */
function isOn(
  name: 'IdSpoof' | 'IdFaceQuality' | 'Ocr' | 'OcrValueStandard' | 'EditOcrResult' | 'FaceAttributeCheck' | 'DocVideo',
  { parameters }: Pick<StoredRequest, 'parameters'>,
): boolean {
  const { parse, fallback } = initialize.parameters[name]
  const text = parameters[name] ?? ''
  return text === '' ? fallback : parse(text, { httpOrigins: [] })
}
