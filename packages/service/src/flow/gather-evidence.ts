import type { Challenge } from '@bonafide/engine'
import { unpackMaterial } from '@bonafide/protocol'
import type { EncodedEvidence } from '../ports/judge.ts'
import type { Attempt, Transaction } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey } from './blob-names.ts'
import { requireUsableMaterial } from './check-material.ts'
import { deviceEvidence } from './device-evidence.ts'
import { asksForAttributes, documentDemands } from './document-demands.ts'
import { readMaterial } from './read-material.ts'
import { pageOf } from './steps.ts'
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
  const attempts = await tools.store.submittedAttempts(transaction.id)
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
  const device = deviceEvidence(request, attempts, vault)
  return {
    ...(transaction.documentType === undefined ? {} : { documentType: transaction.documentType }),
    documentDemands: documentDemands(request),
    ...(asksForAttributes(request) ? { attributesAsked: true } : {}),
    pages,
    ...(face === undefined ? {} : { face }),
    ...(referenceFace === undefined ? {} : { referenceFace }),
    ...(device === undefined ? {} : { device }),
    judgedOn: tools.clock.now().toISOString().slice(0, 10),
  }
}

async function requireMaterial(attempt: Attempt, vault: TransactionVault, tools: GatherTools): Promise<Uint8Array> {
  const material = await readMaterial(attempt, vault, tools)
  if (material === undefined) throw new MaterialMissing(attempt.id)
  // Once more, in case a piece was replaced between the check and the acceptance.
  requireUsableMaterial(material, attempt, attempt.expiresAt)
  return material
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

/** Accepted material cannot be put together again: the blob store is damaged. */
export class MaterialMissing extends Error {
  readonly code = 'material-missing'
}
