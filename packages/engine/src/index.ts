export { AamvaError } from './barcodes/aamva-error.ts'
export { fieldsOfAamva } from './barcodes/aamva-fields.ts'
export { parseAamva } from './barcodes/parse-aamva.ts'
export { checksById } from './checks/checks-by-id.ts'
export type {
  CameraLook,
  DeviceEvidence,
  DeviceReport,
  NativeLook,
  StartClaims,
  StepReport,
  TokenState,
} from './device/device-report.ts'
export type { DeviceRisk } from './device/judge-device.ts'
export { judgeDevice } from './device/judge-device.ts'
export type { Threat, ThreatWeight, ThreatWeights } from './device/threats.ts'
export { ALL_THREATS } from './device/threats.ts'
export type { PrintClass, TypeScore } from './documents/classify-print.ts'
export { classifyPrint, scoreTypes } from './documents/classify-print.ts'
export { crossCheck } from './documents/cross-check.ts'
export type { DateStyle, Measured, RegisteredDocument } from './documents/define-document.ts'
export type { ShownField } from './documents/document-types.ts'
export { documentTypes, fieldsForCode, shownFields, unreadFields } from './documents/document-types.ts'
export type { AssignedField } from './documents/layout/assign-fields.ts'
export { assignFields } from './documents/layout/assign-fields.ts'
export type { FieldName } from './documents/layout/field-kinds.ts'
export { foldedName } from './documents/layout/folded-name.ts'
export type { FieldLayout, MmBox, PageLayout } from './documents/layout/page-layout.ts'
export { LINE_STEP_MM, VALUE_MM } from './documents/layout/page-layout.ts'
export { readDocument, readPages } from './documents/read-document.ts'
export type { AntiSpoofRecipe } from './face/anti-spoof.ts'
export type { CalibrationPoint, Comparison, FaceCalibration } from './face/calibration.ts'
export {
  calibrationFrom,
  calibrationOf,
  distanceOfScore,
  ModelUncalibrated,
  scoreOfDistance,
} from './face/calibration.ts'
export { faceDistance, TemplateMismatch } from './face/compare-faces.ts'
export { cutFace } from './face/cut-face.ts'
export { describeFace } from './face/describe-face.ts'
export { detectorOf } from './face/detect-faces.ts'
export type { EmbedderRecipe } from './face/embedder-recipe.ts'
export type { EstimatedAttributes } from './face/estimate-attributes.ts'
export { AttributesUnavailable, estimateAttributes } from './face/estimate-attributes.ts'
export type {
  FaceDescription,
  FaceFault,
  FacePose,
  FaceQuality,
  FaceTemplate,
  ObservedFace,
} from './face/face-description.ts'
export type { FaceTrack, TrackedFrame } from './face/face-track.ts'
export { MIN_EYE_DISTANCE_PX, READABLE_EYE_DISTANCE_PX } from './face/judge-quality.ts'
export { judgeRealness } from './face/judge-realness.ts'
export { detailOf, matchDetail } from './face/match-detail.ts'
export { observeFaces, searchFaces } from './face/search-faces.ts'
export { trackFace } from './face/track-face.ts'
export { cropPicture, growBox } from './image/crop.ts'
export type { GreyImage } from './image/grey.ts'
export { toGrey } from './image/grey.ts'
export type { PlaneMap, Quad } from './image/homography.ts'
export { homography } from './image/homography.ts'
export type { Box, Picture, Point } from './image/picture.ts'
export type { PictureHeader } from './image/picture-header.ts'
export { readPictureHeader } from './image/picture-header.ts'
export type { LookBand, PictureLook } from './image/picture-look.ts'
export { BANDS_ALIKE, lookAtPicture, variantsOf } from './image/picture-look.ts'
export { resizeArea } from './image/resize.ts'
export type { ChallengeOptions } from './liveness/draw-challenge.ts'
export { drawChallenge } from './liveness/draw-challenge.ts'
export { FEWEST_FRAMES_PER_SECOND } from './liveness/frame-policy.ts'
export { flashLight } from './liveness/light/flash-colours.ts'
export { checkDigit } from './mrz/check-digit.ts'
export type { MrzFormatName } from './mrz/formats.ts'
export { MrzError } from './mrz/mrz-error.ts'
export type { MrzFields, ParsedMrz } from './mrz/parse-mrz.ts'
export { parseMrz } from './mrz/parse-mrz.ts'
export { mrzName, printMrz } from './mrz/print-mrz.ts'
export type {
  AntiSpoofNetwork,
  Barcode,
  BarcodeFormat,
  BarcodeReader,
  DetectorNetwork,
  EmbedderNetwork,
  Models,
  Network,
  Pictures,
  Random,
  SpellingNetwork,
  Tensor,
  Tools,
} from './ports.ts'
export type { PrintedLine } from './print/printed-line.ts'
export { PlanError, planFor, products } from './products/plan-for.ts'
export { qualityFaults } from './quality/quality-faults.ts'
export type {
  Challenge,
  ChallengeAction,
  ChallengeFlash,
  ChallengeStep,
  FlashColour,
} from './verification/challenge.ts'
export type { ChallengePart, ChallengeWish } from './verification/challenge-wish.ts'
export { USUAL_WISH } from './verification/challenge-wish.ts'
export type { Check, EvidenceKind } from './verification/check.ts'
export { withFinding } from './verification/decide.ts'
export type { Decision, FaceSummary } from './verification/decision.ts'
export type {
  CheckDigit,
  DocumentFields,
  DocumentReading,
  MrzReading,
  PageReading,
  PrintedField,
} from './verification/document-reading.ts'
export type {
  DocumentDemands,
  DocumentPage,
  Evidence,
  FaceClip,
  Frame,
  PageCode,
  QualityLevel,
} from './verification/evidence.ts'
export type { Finding, Outcome, Region } from './verification/finding.ts'
export type { Policy } from './verification/policy.ts'
export { DEFAULT_POLICY } from './verification/policy.ts'
export type { Product, ProductStep } from './verification/product.ts'
export type { Reason, ReasonSubject } from './verification/reasons.ts'
export { REASONS, subjectOf } from './verification/reasons.ts'
export type { Plan } from './verify.ts'
export { verify } from './verify.ts'
