import { searchParameters } from '../faces/parameters.ts'
import { choice, commaList, structured, text, toggle, whole } from '../kinds.ts'
import { callbackUrl, pictureUrl, returnUrl } from '../urls.ts'
import { readStyle } from './read-style.ts'
import { readLanguage, readMetaInfo, readPageNames } from './structures.ts'

/** Sections 3.1 to 3.3 of the initialize specification, without the pictures, whose places differ by version. */
const common = {
  ProductCode: text({ required: true, max: 32, pattern: /^[A-Za-z0-9_]+$/ }),
  MerchantBizId: text({ required: true, max: 32, pattern: /^[A-Za-z0-9]+$/ }),
  MerchantUserId: text({ required: true, max: 64 }),
  MetaInfo: structured(readMetaInfo, 16 * 1024, { required: true }),
  SceneCode: text({ max: 10, pattern: /^[A-Za-z0-9_]+$/ }),
  SecurityLevel: choice(['01', '02'], { fallback: '01' }),
  CallbackUrl: callbackUrl({}),
  CallbackToken: text({ max: 64, pattern: /^[\x20-\x7e]+$/ }),
  ReturnUrl: returnUrl({}),
  LanguageConfig: structured(readLanguage, 1024, {}),
  StyleConfig: structured(readStyle, 64 * 1024, {}),
  ProcedurePriority: choice(['url', 'keep'], { fallback: 'url' }),
  ShowGuidePage: toggle({ fallback: true }),
  /** Trial code of the vendor's console: read and not used. */
  ExperienceCode: text({ max: 128 }),
}

const document = {
  DocType: text({ max: 16, pattern: /^[A-Za-z0-9]+$/ }),
  Pages: commaList({ item: /^0[12]$/, most: 2, fallback: ['01'] }),
  /** Pages beside those of `Pages`. */
  DocPageConfig: structured(readPageNames, 1024, {}),
  /** Its syntax is not published: read and not used. */
  AutoDocPageConfig: text({ max: 1024 }),
  DocScanMode: choice(['auto', 'manual'], { fallback: 'auto' }),
  Ocr: toggle({ fallback: true }),
  IdSpoof: toggle({ fallback: false }),
  IdThreshold: choice(['0', '1', '2', '3'], { fallback: '3' }),
  IdFaceQuality: toggle({ fallback: false }),
  Crop: toggle({ fallback: false, supported: [false] }),
  OcrValueStandard: toggle({ fallback: false }),
  ShowOcrResult: toggle({ fallback: true }),
  EditOcrResult: toggle({ fallback: true }),
  ShowAlbumIcon: toggle({ fallback: true }),
  ProductFlow: choice(['DOC_FACE', 'FACE_DOC'], { fallback: 'DOC_FACE' }),
  Authorize: toggle({ fallback: false }),
  DocName: text({ max: 128 }),
  DocNo: text({ max: 64 }),
  Email: text({ max: 254 }),
  Mobile: text({ max: 16, pattern: /^\+62\d{9,11}$/ }),
  UseNFC: toggle({ fallback: false, supported: [false] }),
  MRTDInput: choice(['0', '1', '2'], {}),
  DocumentNumber: text({ max: 32 }),
  DateOfBirth: text({ max: 10, pattern: /^(\d{6}|\d{4}-\d{2}-\d{2})$/ }),
  DateOfExpiry: text({ max: 10, pattern: /^(\d{6}|\d{4}-\d{2}-\d{2})$/ }),
}

const face = {
  /** Absent is not the same as LIVENESS: that one insists on a blink. */
  Model: choice(['LIVENESS', 'PHOTINUS_LIVENESS', 'PHOTINUS_FAR_NEAR_LIVENESS', 'TEMPLATE'], {}),
  TemplateConfig: commaList({ item: /^0[1-7]$/, most: 7 }),
  TemplateType: choice(['Seq', 'Ran'], {}),
  TemplateRanCount: whole(2, 7, {}),
  /** For native clients only; the web flow always checks the quality. */
  AppQualityCheck: toggle({ fallback: true }),
  ChameleonFrameEnable: toggle({ fallback: false, supported: [false] }),
  DocVideo: toggle({ fallback: false }),
  FaceAttributeCheck: toggle({ fallback: false }),
  /** What a product that searches for faces is told; any other refuses what differs from the defaults. */
  VerifyModel: choice(['0', '1', '2'], { fallback: '1' }),
  ...searchParameters('query'),
  /** Reserved upstream, without effect there and here. */
  SaveFacePicture: toggle({ fallback: false }),
  FaceVerifyThreshold: text({ max: 8, pattern: /^\d(\.\d{1,5})?$/ }),
}

const pictureAddresses = {
  FacePictureUrl: pictureUrl({}),
  TargetFacePictureUrl: pictureUrl({}),
}

export const initializeParameters = { ...common, ...document, ...face, ...pictureAddresses }

/** Answer of Initialize and InitializeV2. */
export const initializeAnswer = {
  Result: { TransactionId: 'string', TransactionUrl: 'string', Protocol: 'string', ClientCfg: 'string' },
} as const
