import { type PageCode, shownFields, unreadFields } from '@bonafide/engine'
import { type ReadField, type ReadingView, unpackMaterial } from '@bonafide/protocol'
import { errorFields } from '../http/log.ts'
import { type DocumentRead, JudgingFailed } from '../ports/judge.ts'
import type { Attempt, Transaction } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey } from './blob-names.ts'
import { asksToEdit } from './document-demands.ts'
import { requireMaterial } from './require-material.ts'
import { openJson, sealJson } from './sealed-json.ts'
import { pageOf } from './steps.ts'
import { openRequest } from './stored-request.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

/** A reading as it is kept; the pixels of its portrait lie beside it. */
type KeptReading = DocumentRead & {
  /** The attempts whose pages were read. A page that was taken again meanwhile makes the reading one of another page. */
  readonly attempts?: readonly string[]
  readonly portraitSize?: { readonly width: number; readonly height: number }
}

const { reading: READING, readingPortrait: PORTRAIT } = BLOB_FIELDS

/**
 * What the pages of a transaction say, to be shown to the person. They are read once: the reading is kept, sealed, and
 * the verdict is founded on it. Undefined where they cannot be read now; then the verdict reads them.
 */
export async function readPagesFor(
  transaction: Transaction,
  { number }: Pick<Attempt, 'number'>,
  vault: TransactionVault,
  tools: FlowTools,
): Promise<ReadingView | undefined> {
  const pages = pageAttempts(await tools.store.submittedAttempts(transaction.id))
  const read =
    (await openReading(transaction, pages, vault, tools)) ?? (await readAndKeep(transaction, pages, vault, tools))
  if (read === undefined) return undefined
  const { maxAttempts } = tools.settings
  const retakes = number < maxAttempts ? pages.filter((page) => page.attempt.number < maxAttempts) : []
  return viewOf(read, { transaction, retakes, vault })
}

interface PageAttempt {
  readonly page: PageCode
  readonly attempt: Attempt
}

/** The attempts that brought the pages, of those that were submitted. */
export function pageAttempts(submitted: readonly Attempt[]): readonly PageAttempt[] {
  return submitted.flatMap((attempt) => {
    const page = pageOf(attempt.step)
    return page === undefined ? [] : [{ page, attempt }]
  })
}

/** The kept reading of just these pages; undefined where none is. */
export async function openReading(
  { id }: Pick<Transaction, 'id'>,
  pages: readonly PageAttempt[],
  vault: TransactionVault,
  { blobs }: Pick<FlowTools, 'blobs'>,
): Promise<DocumentRead | undefined> {
  const sealed = await blobs.get(blobKey(id, READING))
  if (sealed === undefined) return undefined
  const { portraitSize, attempts, ...read } = openJson<KeptReading>(vault, READING, sealed)
  if (!isSame(attempts, idsOf(pages))) return undefined
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
  taken: readonly PageAttempt[],
  vault: TransactionVault,
  tools: FlowTools,
): Promise<DocumentRead | undefined> {
  const { id, documentType } = transaction
  const pages = await picturesOf(taken, vault, tools)
  const judgedOn = tools.clock.now().toISOString().slice(0, 10)
  const request = { ...(documentType === undefined ? {} : { documentType }), pages, judgedOn }
  try {
    const read = await tools.judge.readDocument(request)
    await keep(id, { ...read, attempts: idsOf(taken) }, vault, tools)
    return read
  } catch (error) {
    if (!(error instanceof JudgingFailed)) throw error
    tools.log.write('warn', 'reading-failed', { transactionId: id, ...errorFields(error) })
    return undefined
  }
}

/** The portrait first: a reading that is there is whole. */
async function keep(
  id: string,
  read: DocumentRead & Pick<KeptReading, 'attempts'>,
  vault: TransactionVault,
  { blobs }: FlowTools,
): Promise<void> {
  const { portrait, ...reading } = read.reading
  if (portrait !== undefined) await blobs.put(blobKey(id, PORTRAIT), vault.pictures.seal(PORTRAIT, portrait.data))
  const portraitSize = portrait === undefined ? undefined : { width: portrait.width, height: portrait.height }
  const kept: KeptReading = { ...read, reading, ...(portraitSize === undefined ? {} : { portraitSize }) }
  await blobs.put(blobKey(id, READING), sealJson(vault, READING, kept))
}

async function picturesOf(taken: readonly PageAttempt[], vault: TransactionVault, tools: FlowTools) {
  const pages = []
  for (const { page, attempt } of taken) {
    const [bytes] = unpackMaterial(await requireMaterial(attempt, vault, tools)).parts
    if (bytes !== undefined) pages.push({ page, bytes })
  }
  return pages
}

function idsOf(pages: readonly PageAttempt[]): readonly string[] {
  return pages.map(({ attempt }) => attempt.id)
}

/** A reading that an earlier version kept names no attempts. */
function isSame(kept: readonly string[] | undefined, ids: readonly string[]): boolean {
  return kept?.join() === ids.join()
}

interface Shown {
  readonly transaction: Transaction
  readonly retakes: readonly PageAttempt[]
  readonly vault: TransactionVault
}

/**
 * A page of which nothing was read is shown by its fields without values. Undefined where the person can do nothing: no
 * value to look at or to type, and no page to take again.
 */
function viewOf({ reading }: DocumentRead, { transaction, retakes, vault }: Shown): ReadingView | undefined {
  const { fields, printed = [] } = reading
  const asked = transaction.documentType
  const shown = transaction.steps.flatMap((step): readonly ReadField[] => {
    const page = pageOf(step)
    if (page === undefined) return []
    const read = shownFields(asked ?? reading.type ?? '', fields, { printed, page }) ?? []
    // Answers speak the words of the code that was asked for: of another one, nothing can be claimed.
    const unread = read.length === 0 && asked !== undefined ? unreadFields(asked, page) : []
    return [...read, ...unread].map((field) => ({ page, ...field }))
  })
  const mayEdit = asksToEdit(openRequest(vault, transaction))
  const isSeen = shown.some(({ value }) => mayEdit || value !== '')
  if (!isSeen && retakes.length === 0) return undefined
  return { fields: shown, mayEdit, retakes: retakes.map(({ page, attempt }) => ({ page, step: attempt.step })) }
}
