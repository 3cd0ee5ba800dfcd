import { timingSafeEqual } from 'node:crypto'
import type { ClientConfig } from '@bonafide/protocol'
import type { Vault } from './tools.ts'

/** The opaque Protocol of a transaction: always the same one, so that nothing has to be kept. */
export function protocolToken(vault: Vault, transactionId: string): string {
  return signed(vault, 'protocol', { v: 1, transactionId })
}

/** The opaque ClientCfg: the client configuration, authenticated. */
export function clientCfgToken(vault: Vault, transactionId: string, client: ClientConfig): string {
  return signed(vault, 'client-cfg', { v: 1, transactionId, client })
}

export function isProtocolToken(vault: Vault, transactionId: string, given: string): boolean {
  const expected = Buffer.from(protocolToken(vault, transactionId))
  const presented = Buffer.from(given)
  return expected.length === presented.length && timingSafeEqual(expected, presented)
}

function signed(vault: Vault, label: string, value: unknown): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${text}.${vault.mac(label, text)}`
}
