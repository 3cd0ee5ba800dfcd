import type { Vault } from './tools.ts'

/** Seals a value as JSON. */
export function sealJson(vault: Vault, field: string, value: unknown): Uint8Array {
  return vault.seal(field, new TextEncoder().encode(JSON.stringify(value)))
}

/** Opens what `sealJson` sealed under the same field; the type is the caller's knowledge of that field. */
export function openJson<T>(vault: Vault, field: string, sealed: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(vault.open(field, sealed))) as T
}
