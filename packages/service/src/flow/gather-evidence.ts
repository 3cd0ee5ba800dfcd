import type { Challenge } from '@bonafide/engine'
import { unpackMaterial } from '@bonafide/protocol'
import type { EncodedEvidence } from '../ports/judge.ts'
import type { Attempt, Transaction } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey } from './blob-names.ts'
import { deviceEvidence } from './device-evidence.ts'
import { asksForAttributes, documentDemands } from './document-demands.ts'
import { openReading, pageAttempts } from './read-pages.ts'
import { MaterialMissing, requireMaterial } from './require-material.ts'
import { pageOf, READING_STEP } from './steps.ts'
import { openRequest } from './stored-request.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

type GatherTools = Pick<FlowTools, 'store' | 'blobs' | 'clock'>

/** Everything that was accepted for a transaction, opened and taken apart, for the judging process. */
export async function gatherEvidence(
  transaction: Transaction,
  vault: TransactionVault,
  tools: GatherTools,
): Promise<EncodedEvidence> {
  const pages: EncodedEvidence['pages'][number][] = []
  let face: EncodedEvidence['face']
  const submitted = await tools.store.submittedAttempts(transaction.id)
  // What the person says of the pages is no evidence.
  const attempts = submitted.filter(({ step }) => step !== READING_STEP)
  for (const attempt of attempts) {
    const { manifest, parts } = unpackMaterial(await requireMaterial(attempt, vault, tools))
    const page = pageOf(attempt.step)
    const [first] = parts
    if (page !== undefined && first !== undefined) pages.push({ page, bytes: first })
    else if (manifest.kind === 'face')
      face = { challenge: challengeOf(attempt), frames: framesOf(manifest.atMs, parts) }
  }
  const referenceFace = await readReference(transaction, vault, tools)
  const request = openRequest(vault, transaction)
  const reading =
    submitted.length > attempts.length
      ? await openReading(transaction, pageAttempts(attempts), vault, tools)
      : undefined
  const device = deviceEvidence(request, attempts, vault)
  return {
    ...(transaction.documentType === undefined ? {} : { documentType: transaction.documentType }),
    documentDemands: documentDemands(request),
    ...(asksForAttributes(request) ? { attributesAsked: true } : {}),
    pages,
    ...(reading === undefined ? {} : { reading }),
    ...(face === undefined ? {} : { face }),
    ...(referenceFace === undefined ? {} : { referenceFace }),
    ...(device === undefined ? {} : { device }),
    judgedOn: tools.clock.now().toISOString().slice(0, 10),
  }
}

function challengeOf(attempt: Attempt): Challenge {
  if (attempt.challenge === undefined) throw new MaterialMissing(attempt.id)
  return JSON.parse(attempt.challenge) as Challenge
}

function framesOf(atMs: readonly number[], parts: readonly Uint8Array[]): { bytes: Uint8Array; atMs: number }[] {
  return parts.map((bytes, index) => ({ bytes, atMs: atMs[index] ?? 0 }))
}

async function readReference(
  transaction: Transaction,
  vault: TransactionVault,
  tools: GatherTools,
): Promise<Uint8Array | undefined> {
  const field = BLOB_FIELDS.referenceFace
  const sealed = await tools.blobs.get(blobKey(transaction.id, field))
  return sealed === undefined ? undefined : vault.pictures.open(field, sealed)
}
