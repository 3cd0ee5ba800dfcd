import { z } from 'zod'
import type { FlowTools } from '../flow/tools.ts'
import type { Judge } from '../ports/judge.ts'
import type { Tenant, Transaction } from '../ports/store.ts'

/** One thing that an operator can do to a service, at the machine it runs on. */
export interface AdminCommand<Schema extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly args: Schema
  run(args: z.output<Schema>, tools: AdminTools): Promise<unknown>
}

/** What administration needs of the service. */
export interface AdminTools
  extends Pick<FlowTools, 'store' | 'blobs' | 'deletions' | 'keys' | 'masterKeys' | 'faces' | 'clock' | 'log'> {
  readonly judge: Pick<Judge, 'judge' | 'describeFace'>
}

export function defineAdminCommand<Schema extends z.ZodType>(command: AdminCommand<Schema>): AdminCommand<Schema> {
  return command
}

/** The operator asked for something that cannot be done; the message says what to do. */
export class AdminError extends Error {
  readonly code = 'admin-refused'
}

export const tenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'a tenant id is lower-case letters, digits, dashes')

export const transactionId = z.string().regex(/^[a-z0-9]{1,64}$/, 'not a TransactionId')

export async function requireTenant(id: string, { store }: AdminTools): Promise<Tenant> {
  const tenant = await store.findTenant(id)
  if (tenant === undefined) throw new AdminError(`There is no tenant "${id}". See: bonafide tenants list`)
  return tenant
}

export async function requireTransaction(id: string, { store }: Pick<AdminTools, 'store'>): Promise<Transaction> {
  const transaction = await store.findTransaction(id)
  if (transaction === undefined) throw new AdminError(`There is no transaction ${id}.`)
  return transaction
}
