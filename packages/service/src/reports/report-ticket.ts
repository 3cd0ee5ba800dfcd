import { z } from 'zod'
import type { Vault } from '../custody/custody.ts'
import { SealBroken } from '../custody/sealed-bytes.ts'

/** What a report is made of, and until when it may be fetched. It travels sealed, so that nothing has to be kept. */
export interface ReportTicket {
  readonly tenantId: string
  readonly kind: 'INVOKE_STATISTICS' | 'INVOKE_RECORD'
  readonly productCode?: string | undefined
  readonly from: Date
  readonly to: Date
  readonly validUntil: Date
}

/** A task may be asked for its address for longer than an address is good: hence two purposes that open nothing else. */
export type TicketPurpose = 'report-task' | 'report-address'

const ticket = z.object({
  tenantId: z.string(),
  kind: z.enum(['INVOKE_STATISTICS', 'INVOKE_RECORD']),
  productCode: z.string().optional(),
  from: z.coerce.date(),
  to: z.coerce.date(),
  validUntil: z.coerce.date(),
})

export function writeTicket(value: ReportTicket, purpose: TicketPurpose, vault: Vault): string {
  const sealed = vault.seal(purpose, new TextEncoder().encode(JSON.stringify(value)))
  return Buffer.from(sealed).toString('base64url')
}

/** Undefined when it is none of ours, made for another purpose, or over. */
export function readTicket(text: string, purpose: TicketPurpose, vault: Vault, now: Date): ReportTicket | undefined {
  try {
    const opened = vault.open(purpose, new Uint8Array(Buffer.from(text, 'base64url')))
    const value = ticket.parse(JSON.parse(new TextDecoder().decode(opened)))
    return value.validUntil > now ? value : undefined
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
