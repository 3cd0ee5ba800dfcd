import { CompiledQuery, type Kysely, sql } from 'kysely'
import { first } from './migrations/0001-first.ts'
import { faceGroups } from './migrations/0002-face-groups.ts'
import { deletions } from './migrations/0003-deletions.ts'
import { limitsAndRights } from './migrations/0004-limits-and-rights.ts'
import { uploads } from './migrations/0005-uploads.ts'
import { judgingBacklog } from './migrations/0006-judging-backlog.ts'
import { installationSecrets } from './migrations/0007-installation-secrets.ts'
import { callWindows } from './migrations/0040-call-windows.ts'
import { handover } from './migrations/0050-handover.ts'
import { deviceReports } from './migrations/0060-device-reports.ts'
import { rowSecurity } from './migrations/0075-row-security.ts'
import { shadow } from './migrations/0080-shadow.ts'
import { mediaMarks } from './migrations/0090-media-marks.ts'
import { attemptCounts } from './migrations/0091-attempt-counts.ts'
import { consent } from './migrations/0092-consent.ts'
import { v2Uses } from './migrations/0093-v2-uses.ts'
import { evidenceClip } from './migrations/0110-evidence-clip.ts'
import type { Tables } from './tables.ts'

/** In the order they are applied; an entry that was released never changes. */
const MIGRATIONS: readonly { readonly id: string; readonly sql: string }[] = [
  first,
  faceGroups,
  deletions,
  limitsAndRights,
  uploads,
  judgingBacklog,
  installationSecrets,
  callWindows,
  handover,
  deviceReports,
  rowSecurity,
  shadow,
  evidenceClip,
  mediaMarks,
  attemptCounts,
  consent,
  v2Uses,
]

/** Any number that no other user of the database locks. */
const LOCK = 7_310_884_201

/**
 * Brings the schema up to date and answers what was applied. Processes that start at the same time wait for each other;
 * one applies each entry. A schema that is ahead (a newer version runs beside this one) is left as it is: an entry only
 * ever adds, so the version before it goes on working.
 */
export async function migrate(db: Kysely<Tables>): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    const now: string[] = []
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(trx)
    await sql`create table if not exists schema_migrations (id text primary key, applied_at timestamptz not null default now())`.execute(
      trx,
    )
    const { rows } = await sql<{ id: string }>`select id from schema_migrations`.execute(trx)
    const applied = new Set(rows.map(({ id }) => id))
    for (const migration of MIGRATIONS) {
      if (applied.has(migration.id)) continue
      await trx.executeQuery(CompiledQuery.raw(migration.sql))
      await sql`insert into schema_migrations (id) values (${migration.id})`.execute(trx)
      now.push(migration.id)
    }
    return now
  })
}

/** What was applied to this database, in the order of the names. */
export async function appliedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from schema_migrations order by id`.execute(db)
  return rows.map(({ id }) => id)
}
