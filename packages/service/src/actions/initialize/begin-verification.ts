import type { PageCode, Product } from '@bonafide/engine'
import {
  type AnswerOf,
  type ClientConfig,
  initialize,
  type initializeV2,
  isWebMetaInfo,
  type ValuesOf,
} from '@bonafide/protocol'
import { CLIP_POLICY } from '../../flow/capture-policy.ts'
import { start } from '../../flow/start.ts'
import { policyOf } from '../../flow/tenant-policy.ts'
import type { ActionContext } from '../define-action.ts'
import { faceOrder } from '../faces/face-order.ts'
import { givenPicture } from '../pictures/given-picture.ts'
import { challengeWishOf } from './challenge-wish.ts'
import { asksForReference } from './product-rules.ts'
import { requireUsableReference } from './reference-face.ts'
import { asksRegister, registerOrder } from './register-rules.ts'

/** The limits of the client's screens, in seconds (client-sdk.md section 6). */
const STEP_TIMEOUT_SECONDS = 20

/** Files come with InitializeV2 only. */
type InitializeValues = ValuesOf<typeof initialize> &
  Partial<Pick<ValuesOf<typeof initializeV2>, 'FacePictureFile' | 'TargetFacePictureFile'>>

export interface InitializeRequest {
  readonly product: Product
  readonly values: InitializeValues
  readonly params: ReadonlyMap<string, string>
}

/** Starts the verification that Initialize or InitializeV2 asked for. */
export async function beginVerification(
  { product, values, params }: InitializeRequest,
  context: ActionContext,
): Promise<AnswerOf<typeof initialize>> {
  const { tenant, tools } = context
  const referenceFace = asksForReference(product, values) ? await referenceOf(values, context) : undefined
  if (referenceFace !== undefined) await requireUsableReference(referenceFace, tools.judge)
  const faces = product.searchesFaces === true ? await faceOrder(values, { tenant, tools }) : undefined
  const register = asksRegister(product, values) ? registerOrder(values, tools) : undefined
  const started = await start(
    {
      tenant,
      product,
      merchantBizId: values.MerchantBizId,
      ...(product.documentTypes.length === 0 || values.DocType === undefined ? {} : { documentType: values.DocType }),
      pages: pagesOf(values),
      turned: values.ProductFlow === 'FACE_DOC',
      showsReading: values.Ocr && values.ShowOcrResult,
      ...(referenceFace === undefined ? {} : { referenceFace }),
      request: {
        parameters: withoutPictures(params),
        client: clientConfig(values, tools.settings.maxAttempts),
        ...(values.StyleConfig?.pictures === undefined ? {} : { pictures: values.StyleConfig.pictures }),
        hasReferenceFace: referenceFace !== undefined,
        liveness: { wish: challengeWishOf(values), light: policyOf(tenant).lightAsked !== 0 },
        ...(faces === undefined ? {} : { faces }),
        ...(register === undefined ? {} : { register }),
      },
      web: isWebMetaInfo(values.MetaInfo),
    },
    tools,
  )
  tools.log.write('info', 'transaction-created', { transactionId: started.transactionId, tenantId: tenant.id })
  return {
    Result: {
      TransactionId: started.transactionId,
      ...(started.transactionUrl === undefined ? {} : { TransactionUrl: started.transactionUrl }),
      Protocol: started.protocol,
      ClientCfg: started.clientCfg,
    },
  }
}

/** Each page once, in their order, whichever parameter asks for it. */
function pagesOf({ Pages, DocPageConfig = [] }: InitializeValues): readonly PageCode[] {
  return [...new Set([...Pages, ...DocPageConfig])].filter(isPage).toSorted()
}

/** The face to compare with; the target stands above the other where both are given. */
async function referenceOf(values: InitializeValues, context: ActionContext): Promise<Uint8Array | undefined> {
  const target = {
    file: ['TargetFacePictureFile', values.TargetFacePictureFile],
    base64: values.TargetFacePicture,
    url: ['TargetFacePictureUrl', values.TargetFacePictureUrl],
  } as const
  const face = {
    file: ['FacePictureFile', values.FacePictureFile],
    base64: values.FacePictureBase64,
    url: ['FacePictureUrl', values.FacePictureUrl],
  } as const
  return (await givenPicture(target, context)) ?? givenPicture(face, context)
}

function clientConfig(values: ValuesOf<typeof initialize>, maxAttempts: number): ClientConfig {
  return {
    ...(values.LanguageConfig === undefined ? {} : { language: values.LanguageConfig }),
    ...(values.StyleConfig?.look === undefined ? {} : { look: values.StyleConfig.look }),
    showGuidePage: values.ShowGuidePage,
    docScanMode: values.DocScanMode,
    showAlbumIcon: values.ShowAlbumIcon,
    procedurePriority: values.ProcedurePriority,
    ...(values.ReturnUrl === undefined ? {} : { returnUrl: values.ReturnUrl }),
    ...(values.DocVideo ? { clip: CLIP_POLICY } : {}),
    documentTimeout: STEP_TIMEOUT_SECONDS,
    faceTimeout: STEP_TIMEOUT_SECONDS,
    maxAttempts,
  }
}

/**
 * The parameters that this action knows, as they came, for later questions; pictures are kept by themselves, StyleConfig
 * as it was read.
 */
function withoutPictures(params: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const kept = [...params].filter(([name, value]) => {
    const known = Object.entries(initialize.parameters).find(([parameter]) => parameter === name)
    return known !== undefined && known[1].kind !== 'picture' && name !== 'StyleConfig' && value !== ''
  })
  return Object.fromEntries(kept)
}

function isPage(page: string): page is PageCode {
  return page === '01' || page === '02'
}
