import type { PageCode } from '@bonafide/engine'
import type { Finished } from './define-projection.ts'
import { portraitQualityInfo, spoofDetails, spoofInfo, standardInfo } from './on-request.ts'
import { base64, documentPassed, editedInfo, facePassed, pageInfo, rounded } from './parts.ts'

/**
 * The structured fields of the products' first generation (check-result section 4.6). Of its keys those are written for
 * which something was judged here.
 */
export function firstFaceInfo(finished: Finished): object {
  const { decision, verdict, images } = finished
  const { face } = decision
  return {
    ekycResultFace: resultOf(verdict.passed || facePassed(decision)),
    faceLivenessResult: resultOf(face !== undefined && !face.attack),
    ...(face?.comparisonScore === undefined ? {} : { faceScore: rounded(face.comparisonScore) }),
    ...(face?.qualityScore === undefined ? {} : { faceQuality: rounded(face.qualityScore) }),
    ...(images?.face === undefined ? {} : { faceImg: base64(images.face) }),
  }
}

export function firstDocumentInfo(finished: Finished): object {
  const { images, pages, wanted } = finished
  const { spoofInfo: spoofResult } = { spoofInfo: undefined, ...spoofInfo(finished) }
  const read = pages.map((page) => pageInfo({ ...finished, images: { pages: {} } }, page, ''))
  const picture = (page: PageCode, name: string) => {
    const jpeg = images?.pages[page]
    return jpeg === undefined ? {} : { [name]: base64(jpeg) }
  }
  return {
    ekycResultDoc: resultOf(documentPassed(finished) === 'Y'),
    ...(wanted.fields ? { ocrResult: Object.assign({}, ...read) } : {}),
    ...(wanted.fields && wanted.standardValues ? standardInfo(finished) : {}),
    ...(wanted.fields ? editedInfo(finished) : {}),
    ...portraitQualityInfo(finished),
    ...(spoofResult === undefined ? {} : { spoofResult }),
    ...spoofDetails(finished),
    ...picture('01', 'frontPageImg'),
    ...picture('02', 'backPageImg'),
  }
}

function resultOf(good: boolean): 'Success' | 'Failure' {
  return good ? 'Success' : 'Failure'
}
