import { z } from 'zod'
import type { FlowTools } from '../flow/tools.ts'
import type { Tenant } from '../ports/store.ts'

/** One thing that an operator can do to a service, at the machine it runs on. */
export interface AdminCommand<Schema extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly args: Schema
  run(args: z.output<Schema>, tools: AdminTools): Promise<unknown>
}

/** What administration needs of the service. */
export type AdminTools = Pick<
  FlowTools,
  'store' | 'blobs' | 'deletions' | 'keys' | 'masterKeys' | 'faces' | 'clock' | 'log'
>

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

export async function requireTenant(id: string, { store }: AdminTools): Promise<Tenant> {
  const tenant = await store.findTenant(id)
  if (tenant === undefined) throw new AdminError(`There is no tenant "${id}". See: bonafide tenants list`)
  return tenant
}
