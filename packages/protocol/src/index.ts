export { decodeBase64, encodeBase64, equalInConstantTime, hex, utf8 } from './bytes.ts'
export type {
  AttemptRequest,
  AttemptView,
  ChallengeView,
  ChannelAction,
  ChannelColour,
  ChannelProblem,
  ChannelProblemCode,
  ClaimRequest,
  ClaimView,
  ClientConfig,
  ClipMissing,
  ClipPolicy,
  FramePolicy,
  HandoverView,
  LeaveRequest,
  NumberRequest,
  OpenRequest,
  PieceView,
  ReadField,
  ReadFieldName,
  ReadingView,
  RetakeRequest,
  SessionState,
  SessionView,
  StepView,
  SubmitRequest,
} from './channel.ts'
export { CHANNEL_HEADERS, CHANNEL_PROBLEMS, CLIP_MISSING, signedText } from './channel.ts'
export type { Claims } from './claims.ts'
export { CLAIM_LIMITS, packClaims, parseClaims } from './claims.ts'
export type { ApiErrorDetails, ErrorEnvelope } from './codes/api-error.ts'
export { ApiError, errorEnvelope } from './codes/api-error.ts'
export type { ApiErrorCode, ApiErrorEntry } from './codes/api-errors.ts'
export { API_ERRORS } from './codes/api-errors.ts'
export type { ResultCode } from './codes/result-codes.ts'
export { leadingResultCode, RESULT_CODES, RESULT_PRIORITY } from './codes/result-codes.ts'
export type { SdkCode, SdkCodeEntry, SdkPlatform } from './codes/sdk-codes.ts'
export { isFinishedCode, SDK_CODES, sdkSubCode } from './codes/sdk-codes.ts'
export type { CameraReport, DeviceAnswer, DeviceReport, NativeReport } from './device-report.ts'
export { DEVICE_REPORT_LIMITS } from './device-report.ts'
export type { Digests } from './digests.ts'
export { webDigests } from './digests.ts'
export type { ClaimsManifest, DocumentManifest, FaceManifest, Manifest } from './material.ts'
export { MaterialError, packMaterial, unpackMaterial } from './material.ts'
export type { MetaInfo } from './metainfo.ts'
export { isWebMetaInfo, MetaInfoError, parseMetaInfo, writeMetaInfo } from './metainfo.ts'
export { default as addFaceRecord } from './operations/add-face-record.ts'
export { default as addressCompareIntl } from './operations/address-compare-intl.ts'
export { default as addressVerifyIntl } from './operations/address-verify-intl.ts'
export { default as addressVerifyV2Intl } from './operations/address-verify-v2-intl.ts'
export { default as authorizeFileUpload } from './operations/authorize-file-upload.ts'
export { default as bankMetaVerifyIntl } from './operations/bank-meta-verify-intl.ts'
export { default as cardOcr } from './operations/card-ocr.ts'
export { default as checkResult } from './operations/check-result.ts'
export { default as checkVerifyLog } from './operations/check-verify-log.ts'
export { default as deleteFaceGroup } from './operations/delete-face-group.ts'
export { default as deleteFaceRecord } from './operations/delete-face-record.ts'
export { default as deleteFaceRecordV2 } from './operations/delete-face-record-v2.ts'
export { default as deleteVerifyResult } from './operations/delete-verify-result.ts'
export { default as docOcr } from './operations/doc-ocr.ts'
export { default as docOcrMax } from './operations/doc-ocr-max.ts'
export { default as docOcrMaxV2 } from './operations/doc-ocr-max-v2.ts'
export { default as docOcrV2 } from './operations/doc-ocr-v2.ts'
export type { ReportRequest } from './operations/download/report-request.ts'
export { default as downloadVerifyRecordIntl } from './operations/download-verify-record-intl.ts'
export { default as ekycVerify } from './operations/ekyc-verify.ts'
export { default as ekycVerifyV2 } from './operations/ekyc-verify-v2.ts'
export { default as faceCompare } from './operations/face-compare.ts'
export { default as faceCompareV2 } from './operations/face-compare-v2.ts'
export { default as faceCrossCompareIntl } from './operations/face-cross-compare-intl.ts'
export { default as faceDuplicationCheckIntl } from './operations/face-duplication-check-intl.ts'
export { default as faceGuardRisk } from './operations/face-guard-risk.ts'
export { default as faceLiveness } from './operations/face-liveness.ts'
export { default as faceLivenessV2 } from './operations/face-liveness-v2.ts'
export { default as faceVerifyIntl } from './operations/face-verify-intl.ts'
export type { FaceObject } from './operations/faces/face-objects.ts'
export { comparesFaces, searchesGroups, searchIsComplete } from './operations/faces/parameters.ts'
export type { KnownOperation } from './operations/find-operation.ts'
export { findOperation, operations } from './operations/find-operation.ts'
export { default as id2MetaPeriodVerifyIntl } from './operations/id2-meta-period-verify-intl.ts'
export { default as id2MetaVerifyIntl } from './operations/id2-meta-verify-intl.ts'
export { default as idnAuthorityVerifyIntl } from './operations/idn-authority-verify-intl.ts'
export { default as initialize } from './operations/initialize.ts'
export { default as initializeV2 } from './operations/initialize-v2.ts'
export { default as keepaliveIntl } from './operations/keepalive-intl.ts'
export { default as mobile2MetaVerifyIntl } from './operations/mobile2-meta-verify-intl.ts'
export { default as mobile3MetaVerifyIntl } from './operations/mobile3-meta-verify-intl.ts'
export { default as modifyFaceGroup } from './operations/modify-face-group.ts'
export { default as modifyFaceRecord } from './operations/modify-face-record.ts'
export type { Absence } from './operations/not-offered.ts'
export { ABSENCES, NOT_OFFERED } from './operations/not-offered.ts'
export type { AnswerOf, AnswerShape, Operation, Parameters, Values, ValuesOf } from './operations/operation.ts'
export { API_VERSION } from './operations/operation.ts'
export type { Parameter, ParseContext } from './operations/parameter.ts'
export { invalidParameter, missingParameter, parseParameters } from './operations/parse-parameters.ts'
export { default as queryDownloadTaskIntl } from './operations/query-download-task-intl.ts'
export { default as queryFaceGroup } from './operations/query-face-group.ts'
export { default as queryFaceRecord } from './operations/query-face-record.ts'
export { default as tempAccessTokenIntl } from './operations/temp-access-token-intl.ts'
export { default as tempOssUrlIntl } from './operations/temp-oss-url-intl.ts'
export type {
  AuthenticatedCall,
  AuthenticationContext,
  VerifyingKey,
  WireRequest,
} from './signature/authenticate.ts'
export { authenticate } from './signature/authenticate.ts'
export type { Pair } from './signature/pairs.ts'
export { signV2 } from './signature/v2.ts'
export type { CallToSign, SignedCall } from './signature/v3.ts'
export { signV3 } from './signature/v3.ts'
export type { ReceivedWebhook, WebhookMessage } from './webhook.ts'
export { signWebhook, verifyWebhook, WEBHOOK_HEADERS, WEBHOOK_TOLERANCE_SECONDS, WebhookError } from './webhook.ts'
