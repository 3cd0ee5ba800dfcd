import { shownFields } from '@bonafide/engine'
import { type ReadField, type ReadingView, unpackMaterial } from '@bonafide/protocol'
import { errorFields } from '../http/log.ts'
import { type DocumentRead, JudgingFailed } from '../ports/judge.ts'
import type { Transaction } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey } from './blob-names.ts'
import { asksToEdit } from './document-demands.ts'
import { requireMaterial } from './require-material.ts'
import { openJson, sealJson } from './sealed-json.ts'
import { pageOf } from './steps.ts'
import { openRequest } from './stored-request.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

/** A reading as it is kept; the pixels of its portrait lie beside it. */
type KeptReading = DocumentRead & { readonly portraitSize?: { readonly width: number; readonly height: number } }

const { reading: READING, readingPortrait: PORTRAIT } = BLOB_FIELDS

/**
 * What the pages of a transaction say, to be shown to the person. They are read once: the reading is kept, sealed, and
 * the verdict is founded on it. Undefined where they cannot be read now; then the verdict reads them.
 */
export async function readPagesFor(
  transaction: Transaction,
  vault: TransactionVault,
  tools: FlowTools,
): Promise<ReadingView | undefined> {
  const read = (await openReading(transaction, vault, tools)) ?? (await readAndKeep(transaction, vault, tools))
  return read === undefined ? undefined : viewOf(read, transaction, vault)
}

/** The kept reading; undefined where none is. */
export async function openReading(
  { id }: Pick<Transaction, 'id'>,
  vault: TransactionVault,
  { blobs }: Pick<FlowTools, 'blobs'>,
): Promise<DocumentRead | undefined> {
  const sealed = await blobs.get(blobKey(id, READING))
  if (sealed === undefined) return undefined
  const { portraitSize, ...read } = openJson<KeptReading>(vault, READING, sealed)
  if (portraitSize === undefined) return read
  const pixels = await blobs.get(blobKey(id, PORTRAIT))
  if (pixels === undefined) return undefined
  const portrait = { ...portraitSize, data: vault.pictures.open(PORTRAIT, pixels) }
  return { ...read, reading: { ...read.reading, portrait } }
}

/** After the verdict nobody asks for it again. */
export async function dropReading(id: string, { blobs }: Pick<FlowTools, 'blobs'>): Promise<void> {
  await blobs.delete(blobKey(id, READING))
  await blobs.delete(blobKey(id, PORTRAIT))
}

async function readAndKeep(
  transaction: Transaction,
  vault: TransactionVault,
  tools: FlowTools,
): Promise<DocumentRead | undefined> {
  const { id, documentType } = transaction
  const pages = await pagesOf(transaction, vault, tools)
  const judgedOn = tools.clock.now().toISOString().slice(0, 10)
  const request = { ...(documentType === undefined ? {} : { documentType }), pages, judgedOn }
  try {
    const read = await tools.judge.readDocument(request)
    await keep(id, read, vault, tools)
    return read
  } catch (error) {
    if (!(error instanceof JudgingFailed)) throw error
    tools.log.write('warn', 'reading-failed', { transactionId: id, ...errorFields(error) })
    return undefined
  }
}

/** The portrait first: a reading that is there is whole. */
async function keep(id: string, read: DocumentRead, vault: TransactionVault, { blobs }: FlowTools): Promise<void> {
  const { portrait, ...reading } = read.reading
  if (portrait !== undefined) await blobs.put(blobKey(id, PORTRAIT), vault.pictures.seal(PORTRAIT, portrait.data))
  const portraitSize = portrait === undefined ? undefined : { width: portrait.width, height: portrait.height }
  const kept: KeptReading = { ...read, reading, ...(portraitSize === undefined ? {} : { portraitSize }) }
  await blobs.put(blobKey(id, READING), sealJson(vault, READING, kept))
}

async function pagesOf(transaction: Transaction, vault: TransactionVault, tools: FlowTools) {
  const pages = []
  for (const attempt of await tools.store.submittedAttempts(transaction.id)) {
    const page = pageOf(attempt.step)
    if (page === undefined) continue
    const [bytes] = unpackMaterial(await requireMaterial(attempt, vault, tools)).parts
    if (bytes !== undefined) pages.push({ page, bytes })
  }
  return pages
}

/** Nothing to show where no known document was recognised. */
function viewOf({ reading }: DocumentRead, transaction: Transaction, vault: TransactionVault): ReadingView | undefined {
  const { fields, printed = [] } = reading
  const code = transaction.documentType ?? reading.type ?? ''
  const shown = transaction.steps.flatMap((step): readonly ReadField[] => {
    const page = pageOf(step)
    if (page === undefined) return []
    return (shownFields(code, fields, { printed, page }) ?? []).map((field) => ({ page, ...field }))
  })
  return shown.length === 0 ? undefined : { fields: shown, mayEdit: asksToEdit(openRequest(vault, transaction)) }
}
