import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, defineCommand } from '../define-command.ts'

interface AuditState {
  readonly holds: boolean
  readonly brokenAt?: number
}

export default defineCommand({
  name: 'audit',
  summary: 'The chained record of everything that was decided and deleted',
  configure(command, io) {
    withDataOptions(
      command.command('verify').description('read the whole chain and check that nothing was changed'),
    ).action(async (options: DataOptions) => {
      const state = await administerFrom<AuditState>(options, 'audit.verify', {})
      if (!state.holds) throw new CommandError(`The audit does not hold at entry ${state.brokenAt}.`)
      io.answer(state, 'The audit holds.')
    })
  },
})
