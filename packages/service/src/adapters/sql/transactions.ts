import { type Kysely, type Transaction as SqlTransaction, sql } from 'kysely'
import type { NewTransaction, Store, Transaction } from '../../ports/store.ts'
import { StoreConflict } from '../../ports/store.ts'
import { appendAudit } from './audit.ts'
import { toTransaction } from './rows.ts'
import { shareStatement } from './shared-statement.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'
import type { Tables } from './tables.ts'
import { inNameOf } from './tenant-scope.ts'

/** One sweep expires at most so many; the next one goes on. */
const SWEEP = 200

type TransactionPart = Pick<Store, 'createTransaction' | 'findTransaction' | 'findTransactionOfTenant' | 'expireDue'>

export function transactionPart(database: SqlDatabase): TransactionPart {
  const shared = shareStatement((ids: readonly string[]) => findAll(database.db, ids))
  // By tenant: a statement in the name of one is shared by those who ask in that name.
  const ofTenants = new Map<string, typeof shared>()
  const ofTenant = (tenantId: string) => {
    const known = ofTenants.get(tenantId)
    if (known !== undefined) return known
    const own = shareStatement((ids: readonly string[]) => findAll(database.db, ids, tenantId))
    ofTenants.set(tenantId, own)
    return own
  }
  // A shared statement has a connection of its own: within a transaction it would wait for that one for ever.
  const findOne = async (id: string, find: typeof shared) => {
    database.refuseWithinTransaction()
    return find(id)
  }
  return {
    createTransaction: (transaction) => createTransaction(database, transaction),
    async findTransaction(id) {
      if (!storable(id)) return undefined
      return findOne(id, shared)
    },
    async findTransactionOfTenant(tenantId, id) {
      if (!storable(id)) return undefined
      const found = await findOne(id, ofTenant(tenantId))
      return found?.tenantId === tenantId ? found : undefined
    },
    expireDue: (now) => expireDue(database, now),
  }
}

export function readTransactions(db: Kysely<Tables>) {
  return db
    .selectFrom('transactions')
    .leftJoin('decisions', 'decisions.transaction_id', 'transactions.id')
    .selectAll('transactions')
    .select(['decisions.sealed_decision', 'decisions.decided_at'])
}

/** The row, locked until the SQL transaction ends; undefined when there is none. */
export async function lockTransaction(trx: SqlTransaction<Tables>, id: string) {
  if (!storable(id)) return undefined
  return trx.selectFrom('transactions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** In the order of the ids. */
async function findAll(
  db: Kysely<Tables>,
  ids: readonly string[],
  tenantId?: string,
): Promise<(Transaction | undefined)[]> {
  const asked = readTransactions(db).where(sql<boolean>`transactions.id = any(${[...new Set(ids)]}::text[])`)
  const rows = await (tenantId === undefined ? asked : asked.where(inNameOf(tenantId))).execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    return row === undefined ? undefined : toTransaction(row)
  })
}

function createTransaction(database: SqlDatabase, transaction: NewTransaction): Promise<void> {
  return database.transaction(async (trx) => {
    const inserted = await trx
      .insertInto('transactions')
      .values({
        id: transaction.id,
        tenant_id: transaction.tenantId,
        merchant_biz_id: transaction.merchantBizId,
        product_code: transaction.productCode,
        document_type: transaction.documentType ?? null,
        steps: [...transaction.steps],
        wrapped_key: transaction.wrappedKey,
        sealed_request: transaction.sealedRequest,
        created_at: transaction.createdAt,
        expires_at: transaction.startBy,
        session_public_key: null,
        passed: null,
        sub_code: null,
        ekyc_result: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) throw new StoreConflict('A transaction with this id exists')
    await appendAudit(trx, {
      transactionId: transaction.id,
      at: transaction.createdAt,
      event: 'created',
      detail: { tenant: transaction.tenantId, product: transaction.productCode },
    })
  })
}

async function expireDue(database: SqlDatabase, now: Date): Promise<readonly string[]> {
  const expired: string[] = []
  for (;;) {
    const ids = await expireSome(database, now)
    expired.push(...ids)
    if (ids.length < SWEEP) return expired
  }
}

function expireSome(database: SqlDatabase, now: Date): Promise<readonly string[]> {
  return database.transaction(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      update transactions set state = 'expired' where id in (
        select id from transactions
        where state in ('created', 'started', 'capturing') and expires_at <= ${now}
        order by expires_at limit ${SWEEP} for update skip locked)
      returning id`.execute(trx)
    await appendAudit(trx, ...rows.map(({ id }) => ({ transactionId: id, at: now, event: 'expired' })))
    return rows.map(({ id }) => id)
  })
}
