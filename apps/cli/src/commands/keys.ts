import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { defineCommand } from '../define-command.ts'

interface Issued {
  readonly AccessKeyId: string
  readonly AccessKeySecret: string
}

interface ListedKey {
  readonly AccessKeyId: string
  readonly active: boolean
  readonly createdAt: string
}

export default defineCommand({
  name: 'keys',
  summary: 'Access keys of a tenant',
  configure(command, io) {
    const create = command.command('create').description('issue a key; its secret is shown this once')
    withDataOptions(create)
      .option('--tenant <id>', 'tenant of the key', 'default')
      .action(async (options: DataOptions & { tenant: string }) => {
        const key = await administerFrom<Issued>(options, 'keys.create', { tenant: options.tenant })
        io.answer(key, [`AccessKeyId      ${key.AccessKeyId}`, `AccessKeySecret  ${key.AccessKeySecret}`])
      })

    const list = command.command('list').description('list the keys of a tenant, without secrets')
    withDataOptions(list)
      .option('--tenant <id>', 'tenant of the keys', 'default')
      .action(async (options: DataOptions & { tenant: string }) => {
        const keys = await administerFrom<readonly ListedKey[]>(options, 'keys.list', { tenant: options.tenant })
        io.answer(
          keys,
          keys.map((key) => `${key.AccessKeyId}  ${key.active ? 'active' : 'disabled'}  ${key.createdAt}`),
        )
      })

    const disable = command.command('disable').description('disable a key; it is refused from then on')
    withDataOptions(disable)
      .argument('<access-key-id>')
      .action(async (id: string, options: DataOptions) => {
        io.answer(await administerFrom(options, 'keys.disable', { id }), `${id} is disabled`)
      })
  },
})
