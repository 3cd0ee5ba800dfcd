import type { Duplicate } from '../../faces/search-faces.ts'
import { shownQuality, shownTargetQuality } from './describe-picture.ts'
import { attributeInfo, shownAttributes } from './show-attributes.ts'
import type { VerifiedFaces } from './verify-faces.ts'

/** Duplicates as the wire writes them, with the score that the documents mention beside the ids. */
export function shownDuplicates(duplicates: readonly Duplicate[]) {
  return duplicates.map(({ groupCode, faceId, merchantUserId, score }) => ({
    faceGroupCode: groupCode,
    faceId,
    merchantUserId,
    score,
  }))
}

/** The fields that both operations answer alike. */
export function shownVerification(verified: VerifiedFaces, showQuality: boolean) {
  const { transactionId, passed, subCode, duplicates, registration, attributes } = verified
  const extFaceInfo = { ...(showQuality ? qualitiesOf(verified) : {}), ...attributeText(attributes) }
  return {
    TransactionId: transactionId,
    FacePassed: passed ? 'Y' : 'N',
    SubCode: subCode,
    ...(duplicates === undefined ? {} : { DuplicateFace: JSON.stringify(shownDuplicates(duplicates)) }),
    ...(registration === undefined ? {} : { FaceRegistrationResult: registration.faceId === undefined ? 0 : 1 }),
    ...(registration?.faceId === undefined ? {} : { FaceRegistrationId: registration.faceId }),
    ...(attributes === undefined ? {} : { FaceGender: shownAttributes(attributes).gender }),
    ...(Object.keys(extFaceInfo).length === 0 ? {} : { ExtFaceInfo: extFaceInfo }),
  }
}

function qualitiesOf({ quality, targetQuality }: VerifiedFaces) {
  return { ...shownQuality(quality), ...(targetQuality === undefined ? {} : shownTargetQuality(targetQuality)) }
}

function attributeText(attributes: VerifiedFaces['attributes']) {
  return attributes === undefined ? {} : { FaceAttributeInfo: JSON.stringify(attributeInfo(attributes)) }
}
