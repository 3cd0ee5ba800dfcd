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
  summary: 'The master key: change it, and take the old one away',
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
  },
})
