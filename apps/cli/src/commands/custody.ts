import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { defineCommand } from '../define-command.ts'

interface Rotated {
  readonly rewrapped: number
  readonly keys: number
}

interface Retired {
  readonly retired: number
  readonly left: number
  readonly note?: string
}

export default defineCommand({
  name: 'custody',
  summary: 'The master key and the keys of tenants: change them, and take the old ones away',
  configure(command, io) {
    withDataOptions(
      command
        .command('rotate-master')
        .description('seal by a new master key and wrap the keys of all tenants with it; the old one still opens'),
    ).action(async (options: DataOptions) => {
      const rotated = await administerFrom<Rotated>(options, 'custody.rotate-master', {})
      io.answer(rotated, `${rotated.rewrapped} tenants are wrapped by the newest of ${rotated.keys} master keys.`)
    })

    withDataOptions(
      command.command('retire-master').description('take the older master key away; it opens nothing any more'),
    ).action(async (options: DataOptions) => {
      const retired = await administerFrom<Retired>(options, 'custody.retire-master', {})
      io.answer(retired, retired.note ?? `${retired.retired} older master keys taken away.`)
    })

    withDataOptions(
      command
        .command('rotate-tenant')
        .description('give a tenant a new key and wrap its keys with it; the older one still opens'),
    )
      .argument('<tenant>')
      .action(async (tenant: string, options: DataOptions) => {
        const { rewrapped } = await administerFrom<Rotated>(options, 'custody.rotate-tenant', { tenant })
        io.answer({ rewrapped }, `${rewrapped} keys and secrets of ${tenant} are wrapped by its newest key.`)
      })

    withDataOptions(
      command
        .command('retire-tenant')
        .description("take a tenant's older key away, 65 minutes after the change or later; it opens nothing any more"),
    )
      .argument('<tenant>')
      .action(async (tenant: string, options: DataOptions) => {
        const { retired } = await administerFrom<Retired>(options, 'custody.retire-tenant', { tenant })
        io.answer({ retired }, `${retired} older keys of ${tenant} taken away.`)
      })
  },
})
