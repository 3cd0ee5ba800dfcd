import type { Store } from '../../ports/store.ts'
import { appendAudit } from './audit.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'
import { lockTransaction } from './transactions.ts'

export function sessionPart(
  database: SqlDatabase,
): Pick<
  Store,
  'openSession' | 'claimSequence' | 'recordAnswer' | 'recordLeaving' | 'changeHandover' | 'recordConsent'
> {
  return {
    openSession: (...args) => openSession(database, ...args),
    changeHandover: (...args) => changeHandover(database, ...args),
    recordConsent: (...args) => recordConsent(database, ...args),
    recordLeaving: (...args) => recordLeaving(database, ...args),
    claimSequence: (...args) => claimSequence(database, ...args),
    async recordAnswer(id, sequence, answer) {
      if (!storable(id)) return
      await database.db
        .updateTable('transactions')
        .set({ session_answer: JSON.stringify(answer) })
        .where('id', '=', id)
        .where('session_sequence', '=', String(sequence))
        .execute()
    },
  }
}

function openSession(
  database: SqlDatabase,
  ...[id, publicKey, at, expiresAt]: Parameters<Store['openSession']>
): ReturnType<Store['openSession']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, id)
    if (row === undefined || row.state === 'expired') return 'closed'
    const capturable = row.state === 'created' || row.state === 'started' || row.state === 'capturing'
    if (capturable && row.expires_at <= at) return 'closed'
    const reopens = row.session_public_key === publicKey
    if (!capturable) return reopens ? 'reopened' : 'closed'
    if (row.session_public_key !== null && !reopens) return 'taken'
    await trx
      .updateTable('transactions')
      .set({
        expires_at: expiresAt,
        ...(reopens ? {} : { state: 'started' as const, session_public_key: publicKey }),
      })
      .where('id', '=', id)
      .execute()
    if (reopens) return 'reopened'
    await appendAudit(trx, { transactionId: id, at, event: 'session-opened' })
    return 'opened'
  })
}

function changeHandover(
  database: SqlDatabase,
  ...[transactionId, at, change]: Parameters<Store['changeHandover']>
): ReturnType<Store['changeHandover']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row === undefined) return
    const changed = change(row.handover ?? undefined, row.state)
    if (changed === undefined) return
    const { handover, moveTo } = changed
    await trx
      .updateTable('transactions')
      .set({ handover: JSON.stringify(handover), ...(moveTo === undefined ? {} : freshSession(moveTo)) })
      .where('id', '=', row.id)
      .execute()
    if (moveTo !== undefined) await appendAudit(trx, { transactionId: row.id, at, event: 'session-moved' })
  })
}

function freshSession(publicKey: string) {
  return { session_public_key: publicKey, session_sequence: 0, session_digest: '', session_answer: null }
}

function recordConsent(
  database: SqlDatabase,
  ...[transactionId, { version, at }]: Parameters<Store['recordConsent']>
): ReturnType<Store['recordConsent']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row === undefined || row.consent_version != null) return
    const change = { consent_version: version, consent_at: at }
    await trx.updateTable('transactions').set(change).where('id', '=', row.id).execute()
    await appendAudit(trx, { transactionId: row.id, at, event: 'consent-given', detail: { version } })
  })
}

function recordLeaving(
  database: SqlDatabase,
  ...[transactionId, clientCode, at, most]: Parameters<Store['recordLeaving']>
): ReturnType<Store['recordLeaving']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row?.state !== 'started' && row?.state !== 'capturing') return
    const { count } = await trx
      .selectFrom('audit')
      .select((select) => select.fn.countAll<string>().as('count'))
      .where('transaction_id', '=', row.id)
      .where('event', '=', 'client-left')
      .executeTakeFirstOrThrow()
    if (Number(count) >= most) return
    await appendAudit(trx, { transactionId: row.id, at, event: 'client-left', detail: { code: String(clientCode) } })
  })
}

async function claimSequence(
  { db }: SqlDatabase,
  ...[id, sequence, digest]: Parameters<Store['claimSequence']>
): ReturnType<Store['claimSequence']> {
  if (!storable(id)) return { kind: 'old', lastSequence: 0 }
  const claimed = await db
    .updateTable('transactions')
    .set({ session_sequence: sequence, session_digest: digest, session_answer: null })
    .where('id', '=', id)
    .where('session_public_key', 'is not', null)
    .where('session_sequence', '<', String(sequence))
    .executeTakeFirst()
  if (claimed.numUpdatedRows > 0n) return { kind: 'new' }
  const last = await db
    .selectFrom('transactions')
    .select(['session_sequence', 'session_digest', 'session_answer'])
    .where('id', '=', id)
    .executeTakeFirst()
  const lastSequence = Number(last?.session_sequence ?? 0)
  if (last === undefined || lastSequence !== sequence || last.session_digest !== digest)
    return { kind: 'old', lastSequence }
  return { kind: 'retry', ...(last.session_answer == null ? {} : { answer: last.session_answer }) }
}
