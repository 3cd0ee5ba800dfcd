import { sql } from 'kysely'
import type { MediaMarkStore, MediaSighting } from '../../ports/media-marks.ts'
import type { SqlDatabase } from './sql-database.ts'
import { inNameOf } from './tenant-scope.ts'

const MOST_SIGHTINGS = 100

export function mediaMarkPart({ db }: SqlDatabase): MediaMarkStore {
  return {
    async keepMarks(transactionId, media) {
      // The row is held: a deletion of its pictures at the same time comes before, and is seen, or after, and takes these too.
      await sql`
        with kept as (
          select id, tenant_id from transactions
          where id = ${transactionId} and not 'Img' = any(deleted) for share)
        insert into media_marks (tenant_id, transaction_id, item, digests, look)
        select tenant_id, id, item, digests, look
        from kept, json_to_recordset(${JSON.stringify(media)}::json) as given (item text, digests bigint[], look bigint[])
        on conflict do nothing`.execute(db)
    },
    async findMarked({ tenantId, transactionId }, media, leastBands) {
      const sightings: MediaSighting[] = []
      for (const { item, digests, likeLook } of media) {
        const { rows } = await sql<{ id: string; digests: number; bands: number }>`
          select * from (
            select transaction_id as id,
              cardinality(array(select unnest(digests) intersect select unnest(${digests}::bigint[]))) as digests,
              cardinality(array(select unnest(look) intersect select unnest(${likeLook}::bigint[]))) as bands
            from media_marks
            where ${inNameOf(tenantId)} and tenant_id = ${tenantId} and transaction_id <> ${transactionId}
              and (digests && ${digests}::bigint[] or look && ${likeLook}::bigint[])) shared
          where digests > 0 or bands >= ${leastBands}
          order by digests desc, bands desc limit ${MOST_SIGHTINGS}`.execute(db)
        for (const row of rows)
          sightings.push({ item, transactionId: row.id, sharedDigests: row.digests, sharedBands: row.bands })
      }
      return sightings
    },
  }
}
