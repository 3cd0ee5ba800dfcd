import { encodeBase64, type MetaInfo, type Pair, writeMetaInfo } from '@bonafide/protocol'

/** What a verification is started with (initialize specification, section 3). */
export interface InitializeRequest {
  readonly productCode: string
  /** Your id of this verification: at most 32 letters and digits. CheckResult must repeat it. */
  readonly merchantBizId: string
  /** A hash of your user id, never the id itself if it says who somebody is. */
  readonly merchantUserId: string
  /** As the SDK gave it, unmodified. */
  readonly metaInfo: string | MetaInfo
  /** Required by products that read a document, e.g. `GLB03002`. */
  readonly docType?: string
  readonly pages?: readonly ('01' | '02')[]
  readonly sceneCode?: string
  /** Must be https; the service calls it after the verdict. */
  readonly callbackUrl?: string
  readonly callbackToken?: string
  readonly returnUrl?: string
  readonly language?: string
  /** Whether the device is judged too, and decides along (docs/safe-mode.md). */
  readonly safeMode?: boolean
  readonly showGuidePage?: boolean
  readonly docScanMode?: 'auto' | 'manual'
  readonly showAlbumIcon?: boolean
  readonly procedurePriority?: 'url' | 'keep'
  /** The face to compare the live face with, as JPEG or PNG. */
  readonly targetFacePicture?: Uint8Array
  /** Any other parameter under its wire name. */
  readonly further?: Readonly<Record<string, string>>
}

/** Query and form of InitializeV2, which takes pictures in the body instead of the address. */
export function initializePairs(request: InitializeRequest): {
  readonly query: readonly Pair[]
  readonly form: readonly Pair[]
} {
  const { metaInfo, targetFacePicture: picture } = request
  const fields: Readonly<Record<string, string | undefined>> = {
    ProductCode: request.productCode,
    MerchantBizId: request.merchantBizId,
    MerchantUserId: request.merchantUserId,
    MetaInfo: typeof metaInfo === 'string' ? metaInfo : writeMetaInfo(metaInfo),
    DocType: request.docType,
    Pages: request.pages?.join(','),
    SceneCode: request.sceneCode,
    SecurityLevel: request.safeMode === true ? '02' : undefined,
    CallbackUrl: request.callbackUrl,
    CallbackToken: request.callbackToken,
    ReturnUrl: request.returnUrl,
    LanguageConfig: request.language === undefined ? undefined : JSON.stringify({ defaultLanguage: request.language }),
    ShowGuidePage: digit(request.showGuidePage),
    DocScanMode: request.docScanMode,
    ShowAlbumIcon: digit(request.showAlbumIcon),
    ProcedurePriority: request.procedurePriority,
    ...request.further,
  }
  return {
    query: Object.entries(fields).flatMap(([name, value]): Pair[] => (value === undefined ? [] : [[name, value]])),
    form: picture === undefined ? [] : [['TargetFacePicture', encodeBase64(picture)]],
  }
}

function digit(on: boolean | undefined): string | undefined {
  return on === undefined ? undefined : on ? '1' : '0'
}
