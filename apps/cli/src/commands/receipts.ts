import { readFile } from 'node:fs/promises'
import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, defineCommand } from '../define-command.ts'

export default defineCommand({
  name: 'receipts',
  summary: 'Signed receipts of deletions',
  configure(command, io) {
    withDataOptions(command.command('key').description('print the public key that receipts are checked with')).action(
      async (options: DataOptions) => {
        const answer = await administerFrom<{ readonly publicKey: string }>(options, 'receipts.key', {})
        io.answer(answer, answer.publicKey.trimEnd())
      },
    )

    command
      .command('verify')
      .description('check receipts, one a line, with nothing but the public key; a deletion log is such a file')
      .argument('<file>')
      .requiredOption('--key <file>', 'public key, as `receipts key` printed it')
      .action(async (file: string, { key }: { key: string }) => {
        const { isSignedReceipt, readReceipt } = await import('@bonafide/service')
        const publicKey = await readFile(key, 'utf8')
        const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
        const deletions = lines.map(readReceipt)
        const forged = deletions.findIndex((deletion) => !isSignedReceipt(deletion, publicKey))
        if (forged >= 0) throw new CommandError(`Receipt ${forged + 1} was not signed with this key.`)
        const shown = deletions.map(({ transactionId, kind, reason, at }) => {
          return { transactionId, kind, reason, at: at.toISOString() }
        })
        io.answer(
          shown,
          shown.map(({ at, kind, reason, transactionId }) => `${at}  ${kind}  ${reason}  ${transactionId}`),
        )
      })
  },
})
