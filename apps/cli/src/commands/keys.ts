import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, defineCommand } from '../define-command.ts'
import { numberOption } from '../number-option.ts'

interface Issued {
  readonly AccessKeyId: string
  readonly AccessKeySecret: string
}

interface LentKey extends Issued {
  readonly SecurityToken: string
  readonly Expiration: string
}

interface ListedKey {
  readonly AccessKeyId: string
  readonly active: boolean
  readonly createdAt: string
  /** Calls signed by version 2, and when the last one was. */
  readonly v2Calls: number
  readonly v2LastAt?: string
}

interface SetOptions extends DataOptions {
  readonly allow?: readonly string[]
  readonly v2?: string
}

export default defineCommand({
  name: 'keys',
  summary: 'Access keys of a tenant',
  configure(command, io) {
    const create = command.command('create').description('issue a key; its secret is shown this once')
    withDataOptions(create)
      .option('--tenant <id>', 'tenant of the key', 'default')
      .option('--allow <operation...>', 'operations that it may call (default: all)')
      .option('--no-v2', 'refuse it for signatures of version 2')
      .action(async (options: DataOptions & { tenant: string; allow?: readonly string[]; v2: boolean }) => {
        const { tenant, allow, v2 } = options
        const args = { tenant, v2, ...(allow === undefined ? {} : { allow }) }
        const key = await administerFrom<Issued>(options, 'keys.create', args)
        io.answer(key, [`AccessKeyId      ${key.AccessKeyId}`, `AccessKeySecret  ${key.AccessKeySecret}`])
      })

    const list = command.command('list').description('list the keys of a tenant, without secrets')
    withDataOptions(list)
      .option('--tenant <id>', 'tenant of the keys', 'default')
      .action(async (options: DataOptions & { tenant: string }) => {
        const keys = await administerFrom<readonly ListedKey[]>(options, 'keys.list', { tenant: options.tenant })
        io.answer(
          keys,
          keys.map(
            (key) => `${key.AccessKeyId}  ${key.active ? 'active' : 'disabled'}  ${key.createdAt}  ${v2UseOf(key)}`,
          ),
        )
      })

    const set = command.command('set').description('change what a key may do; holds within 5 s')
    withDataOptions(set)
      .argument('<access-key-id>')
      .option('--allow <operation...>', 'operations that it may call, or `all`')
      .option('--v2 <on|off>', 'whether signatures of version 2 are taken')
      .action(async (id: string, options: SetOptions) => {
        io.answer(await administerFrom(options, 'keys.set', { id, ...rightsOf(options) }))
      })

    const lend = command
      .command('lend')
      .description('make a temporary key; it ends by itself, or with the one it is lent from')
    withDataOptions(lend)
      .argument('<access-key-id>')
      .option(
        '--minutes <n>',
        'how long it is good (15 to 720)',
        (text) => numberOption('--minutes', text, 15, 720),
        60,
      )
      .option('--allow <operation...>', 'operations that it may call, of those that the key may')
      .action(async (id: string, options: DataOptions & { minutes: number; allow?: readonly string[] }) => {
        const { minutes, allow } = options
        const args = { id, minutes, ...(allow === undefined ? {} : { allow }) }
        const key = await administerFrom<LentKey>(options, 'keys.lend', args)
        io.answer(key, [
          `AccessKeyId      ${key.AccessKeyId}`,
          `AccessKeySecret  ${key.AccessKeySecret}`,
          `SecurityToken    ${key.SecurityToken}`,
          `Expiration       ${key.Expiration}`,
        ])
      })

    const disable = command.command('disable').description('disable a key; it is refused from then on')
    withDataOptions(disable)
      .argument('<access-key-id>')
      .action(async (id: string, options: DataOptions) => {
        io.answer(await administerFrom(options, 'keys.disable', { id }), `${id} is disabled`)
      })
  },
})

/** Whether version 2 of the signature may be switched off for a key. */
function v2UseOf({ v2Calls, v2LastAt }: ListedKey): string {
  return v2LastAt === undefined ? 'V2 never' : `V2 ${v2Calls} calls, last ${v2LastAt}`
}

function rightsOf({ allow, v2 }: SetOptions): Readonly<Record<string, unknown>> {
  if (v2 !== undefined && v2 !== 'on' && v2 !== 'off') throw new CommandError('--v2 is on or off')
  return {
    ...(allow === undefined ? {} : { allow: allow.length === 1 && allow[0] === 'all' ? 'all' : allow }),
    ...(v2 === undefined ? {} : { v2: v2 === 'on' }),
  }
}
