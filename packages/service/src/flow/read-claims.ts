import { type Claims, parseClaims, unpackMaterial } from '@bonafide/protocol'
import type { Transaction } from '../ports/store.ts'
import { requireMaterial } from './require-material.ts'
import { READING_STEP } from './steps.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

/** What the person claimed of the pages; undefined where nothing was claimed or nothing was shown. */
export async function readClaims(
  { id }: Transaction,
  vault: TransactionVault,
  tools: FlowTools,
): Promise<Claims | undefined> {
  const attempt = (await tools.store.submittedAttempts(id)).find(({ step }) => step === READING_STEP)
  if (attempt === undefined) return undefined
  const claims = claimsIn(await requireMaterial(attempt, vault, tools))
  return countClaims(claims) === 0 ? undefined : claims
}

export function claimsIn(material: Uint8Array): Claims {
  return parseClaims(unpackMaterial(material).parts[0] ?? new Uint8Array())
}

export function countClaims(claims: Claims): number {
  return Object.values(claims).reduce((sum, values) => sum + Object.keys(values).length, 0)
}
