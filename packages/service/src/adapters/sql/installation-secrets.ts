import type { Store } from '../../ports/store.ts'
import type { SqlDatabase } from './sql-database.ts'

export function installationSecretPart({
  db,
}: SqlDatabase): Pick<Store, 'findInstallationSecret' | 'keepInstallationSecret'> {
  return {
    async findInstallationSecret(name) {
      const row = await db
        .selectFrom('installation_secrets')
        .select('sealed')
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : new Uint8Array(row.sealed)
    },
    async keepInstallationSecret(name, sealed) {
      await db
        .insertInto('installation_secrets')
        .values({ name, sealed })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed }))
        .execute()
    },
  }
}
