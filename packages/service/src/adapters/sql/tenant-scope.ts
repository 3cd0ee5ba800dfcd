import { type RawBuilder, sql } from 'kysely'
import type { SqlDatabase } from './sql-database.ts'

/**
 * A condition for a statement in the name of a tenant: from here to the end of its SQL transaction only rows of that tenant
 * are seen or written (0075-row-security). It goes along with the statement, so it costs no round trip: a subquery that depends
 * on no row is carried out once, before the first row is fetched.
 */
export function inNameOf(tenantId: string): RawBuilder<boolean> {
  return sql<boolean>`(select set_config('bonafide.tenant', ${tenantId}, true)) is not null`
}

/** Whether the database holds this connection's role to the policies. */
export async function holdsRowSecurity(database: SqlDatabase): Promise<boolean> {
  const { rows } = await database.run(
    'select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
  )
  return (rows as { free: boolean }[]).every(({ free }) => !free)
}
