import { userInfo } from 'node:os'
import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, defineCommand } from '../define-command.ts'

interface Listed {
  readonly transactionId: string
  readonly tenant: string
  readonly productCode: string
  readonly verdict?: { readonly subCode: string; readonly ekycResult: string }
}

interface DecideOptions extends DataOptions {
  readonly pass?: boolean
  readonly reject?: boolean
  readonly note: string
  readonly reviewer?: string
}

export default defineCommand({
  name: 'review',
  summary: 'Verifications that wait for a person',
  configure(command, io) {
    withDataOptions(command.command('list').description('list what waits'))
      .option('--tenant <id>')
      .action(async (options: DataOptions & { tenant?: string }) => {
        const args = options.tenant === undefined ? {} : { tenant: options.tenant }
        const waiting = await administerFrom<readonly Listed[]>(options, 'review.list', args)
        io.answer(waiting, waiting.length === 0 ? 'Nothing waits for a review.' : waiting.map(line))
      })

    withDataOptions(command.command('show').description('show the findings of one'))
      .argument('<transaction-id>')
      .action(async (id: string, options: DataOptions) =>
        io.answer(await administerFrom(options, 'review.show', { id })),
      )

    withDataOptions(command.command('decide').description('record a verdict; the callback is sent again'))
      .argument('<transaction-id>')
      .option('--pass', 'the person passes')
      .option('--reject', 'the person does not pass')
      .requiredOption('--note <text>', 'why; kept encrypted with the transaction')
      .option('--reviewer <name>', 'who decides (default: the user of this machine)')
      .action(async (id: string, options: DecideOptions) => {
        if ((options.pass === true) === (options.reject === true)) throw new CommandError('Give --pass or --reject.')
        const { note, reviewer = userInfo().username } = options
        const decided = await administerFrom<Listed>(options, 'review.decide', {
          id,
          passed: options.pass === true,
          reviewer,
          note,
        })
        io.answer(decided, line(decided))
      })
  },
})

function line({ transactionId, tenant, productCode, verdict }: Listed): string {
  return [transactionId, tenant, productCode, verdict?.subCode ?? '-', verdict?.ekycResult ?? '-'].join('  ')
}
