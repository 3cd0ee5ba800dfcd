import type { PageCode, Product } from '@bonafide/engine'
import type { Tenant } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey } from './blob-names.ts'
import { newTransactionId } from './random-ids.ts'
import { documentStep, READING_STEP } from './steps.ts'
import type { StoredRequest } from './stored-request.ts'
import { sealRequest } from './stored-request.ts'
import { clientCfgToken, protocolToken } from './tokens.ts'
import { type FlowTools, minutesAfter } from './tools.ts'

export interface StartOrder {
  readonly tenant: Tenant
  readonly product: Product
  readonly merchantBizId: string
  readonly documentType?: string
  readonly pages: readonly PageCode[]
  /** The steps are taken in the other order. */
  readonly turned: boolean
  /** Whether the person is shown what was read from the pages. */
  readonly showsReading: boolean
  readonly referenceFace?: Uint8Array
  readonly request: StoredRequest
  /** Whether the client is a browser page and needs an address to go to. */
  readonly web: boolean
}

export interface Started {
  readonly transactionId: string
  readonly transactionUrl?: string
  readonly protocol: string
  readonly clientCfg: string
}

/** Creates a transaction under a key of its own. Two equal orders are two transactions. */
export async function start(order: StartOrder, tools: FlowTools): Promise<Started> {
  const { tenant } = order
  const id = newTransactionId()
  const wrappedKey = tools.keys.create(tenant, id)
  const vault = tools.keys.open(tenant, { id, wrappedKey })
  if (order.referenceFace !== undefined) {
    await tools.blobs.put(
      blobKey(id, BLOB_FIELDS.referenceFace),
      vault.pictures.seal(BLOB_FIELDS.referenceFace, order.referenceFace),
    )
  }
  const createdAt = tools.clock.now()
  await tools.store.createTransaction({
    id,
    tenantId: tenant.id,
    merchantBizId: order.merchantBizId,
    productCode: order.product.code,
    ...(order.documentType === undefined ? {} : { documentType: order.documentType }),
    steps: stepsOf(order),
    wrappedKey,
    sealedRequest: sealRequest(vault, order.request),
    createdAt,
    startBy: minutesAfter(createdAt, tools.settings.startMinutes),
  })
  const protocol = protocolToken(vault, id)
  return {
    transactionId: id,
    protocol,
    clientCfg: clientCfgToken(vault, id, order.request.client),
    ...(order.web ? { transactionUrl: `${tools.settings.publicUrl}/v/${id}#p=${protocol}` } : {}),
  }
}

function stepsOf({ product, pages, turned, showsReading }: StartOrder): readonly string[] {
  const steps = turned ? product.steps.toReversed() : product.steps
  const document = [...pages.map(documentStep), ...(showsReading ? [READING_STEP] : [])]
  return steps.flatMap((step) => (step === 'document' ? document : [step]))
}
