import { open } from 'node:fs/promises'
import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, defineCommand } from '../define-command.ts'

interface Exported {
  readonly verifications: readonly unknown[]
  readonly faces: readonly unknown[]
}

interface ExportOptions extends DataOptions {
  readonly tenant: string
  readonly user: string
  readonly out: string
}

export default defineCommand({
  name: 'subject',
  summary: 'What is kept of one person',
  configure(command, io) {
    withDataOptions(command.command('export').description('write everything that is kept of a person into a new file'))
      .requiredOption('--tenant <id>')
      .requiredOption('--user <id>', 'MerchantUserId that the merchant gave')
      .requiredOption('--out <file>', 'JSON with pictures in Base64, for its owner only; must not exist')
      .action(async ({ tenant, user, out, ...options }: ExportOptions) => {
        // Before anything is opened: a file that is there is not overwritten, and its readers are not known.
        const file = await open(out, 'wx', 0o600).catch((cause: unknown) => {
          throw new CommandError(`${out} cannot be made, or exists.`, { cause })
        })
        try {
          const exported = await administerFrom<Exported>(options, 'subject.export', { tenant, merchantUserId: user })
          await file.writeFile(`${JSON.stringify(exported, undefined, 2)}\n`)
          const counts = { verifications: exported.verifications.length, faces: exported.faces.length, file: out }
          io.answer(counts, `${counts.verifications} verifications and ${counts.faces} faces in ${out}`)
        } finally {
          await file.close()
        }
      })
  },
})
