import { openPicture, openUser, userMac } from '../faces/seal-face.ts'
import type { FaceRecord } from '../ports/face-groups.ts'
import type { Tenant, Transaction } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey, pageField } from './blob-names.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { MaterialMissing } from './require-material.ts'
import { openDecision } from './stored-decision.ts'
import { openRequest } from './stored-request.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

/** Transactions that are looked through in one go. */
const PAGE = 200
/** Faces of one user: at most one in each group. */
const MOST_FACES = 1_000

/** One verification with whatever is left of it. */
interface ExportedVerification extends Readonly<Record<string, unknown>> {
  readonly transactionId: string
}

export type ExportTools = Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock'>

/**
 * Everything that is kept of one person (security.md F5), whom the merchant calls `merchantUserId`: what Initialize was
 * told, what was captured, read and decided, and registered faces. Pictures are Base64. What was deleted is not in it.
 * User ids are sealed, so every transaction of the tenant is opened to find them.
 */
export async function exportSubject(tenant: Tenant, merchantUserId: string, tools: ExportTools) {
  const verifications: ExportedVerification[] = []
  for await (const transaction of transactionsOf(tenant.id, tools)) {
    const one = await exportVerification(transaction, tenant, merchantUserId, tools)
    if (one !== undefined) verifications.push(one)
  }
  return {
    tenant: tenant.id,
    merchantUserId,
    exportedAt: tools.clock.now().toISOString(),
    verifications,
    faces: await exportFaces(tenant, merchantUserId, tools),
  }
}

async function* transactionsOf(tenantId: string, { store, clock }: ExportTools): AsyncGenerator<Transaction> {
  const range = { tenantId, from: new Date(0), before: clock.now() }
  for (let after: Transaction | undefined; ; ) {
    const page = await store.listVerifications(range, after, PAGE)
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)
  }
}

/** Undefined for another person's, and for one whose text was deleted: nobody can tell whose it was. */
async function exportVerification(
  transaction: Transaction,
  tenant: Tenant,
  merchantUserId: string,
  tools: ExportTools,
): Promise<ExportedVerification | undefined> {
  if (transaction.deleted.includes('Text')) return undefined
  const vault = tools.keys.open(tenant, transaction)
  const { parameters } = openRequest(vault, transaction)
  if (parameters['MerchantUserId'] !== merchantUserId) return undefined
  const { id, state, createdAt, decidedAt, verdict, sealedDecision, consent } = transaction
  return {
    transactionId: id,
    merchantBizId: transaction.merchantBizId,
    productCode: transaction.productCode,
    state,
    createdAt,
    decidedAt,
    verdict,
    ...(consent === undefined ? {} : { consent }),
    parameters,
    ...(sealedDecision === undefined ? {} : { decision: openDecision(vault, sealedDecision) }),
    ...(transaction.deleted.includes('Img') ? {} : await exportPictures(transaction, vault, tools)),
  }
}

async function exportPictures(transaction: Transaction, vault: TransactionVault, tools: ExportTools) {
  const pictures: Record<string, string> = {}
  for (const field of [...Object.values(BLOB_FIELDS), ...['01', '02'].map(pageField)]) {
    const sealed = await tools.blobs.get(blobKey(transaction.id, field))
    if (sealed !== undefined) pictures[field] = base64(vault.pictures.open(field, sealed))
  }
  const captured = await gatherEvidence(transaction, vault, tools).catch((error: unknown) => {
    if (error instanceof MaterialMissing) return undefined
    throw error
  })
  if (captured === undefined) return { pictures }
  const { pages, face, device } = captured
  return {
    pictures,
    captured: {
      pages: pages.map(({ page, bytes }) => ({ page, picture: base64(bytes) })),
      frames: face?.frames.map(({ atMs, bytes }) => ({ atMs, picture: base64(bytes) })),
      device,
    },
  }
}

async function exportFaces(tenant: Tenant, merchantUserId: string, tools: ExportTools) {
  const mac = userMac(merchantUserId, tenant, tools.keys)
  const faces: object[] = []
  for (const group of await tools.store.listFaceGroups(tenant.id)) {
    const { records } = await tools.store.findFaces(group, { userMac: mac }, { offset: 0, limit: MOST_FACES })
    for (const record of records) faces.push(await exportFace(record, tenant, tools))
  }
  return faces
}

async function exportFace(record: FaceRecord, tenant: Tenant, tools: ExportTools) {
  const picture = await openPicture(record, tenant, tools)
  const { faceId, groupCode, registration, createdAt, model } = record
  const merchantUserId = openUser(record, tenant, tools.keys)
  return {
    faceId,
    groupCode,
    registration,
    createdAt,
    merchantUserId,
    model,
    ...(picture === undefined ? {} : { picture: base64(picture) }),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
