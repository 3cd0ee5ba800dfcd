import { openJson, sealJson } from '../flow/sealed-json.ts'
import type { Vault } from '../flow/tools.ts'
import type { ForwardedVerification } from '../ports/shadow-store.ts'

/** What the comparison of a result needs to know of Initialize: codes and switches, nothing of the person. */
const KEPT = ['ProductCode', 'DocType', 'Pages', 'IdThreshold', 'IdSpoof', 'Ocr'] as const

export type ForwardedOrder = { readonly [Name in (typeof KEPT)[number]]?: string }

export function sealOrder(vault: Vault, id: string, params: ReadonlyMap<string, string>): Uint8Array {
  const kept = KEPT.flatMap((name) => {
    const value = params.get(name) ?? ''
    return /^[A-Za-z0-9_,]{1,32}$/.test(value) ? [[name, value] as const] : []
  })
  return sealJson(vault, orderField(id), Object.fromEntries(kept))
}

export function openOrder(vault: Vault, { id, sealed }: ForwardedVerification): ForwardedOrder {
  return openJson<ForwardedOrder>(vault, orderField(id), sealed)
}

/** The field of a tenant's vault that what was asked of a verification is sealed under. */
export function orderField(id: string): string {
  return `shadow-verification/${id}`
}
