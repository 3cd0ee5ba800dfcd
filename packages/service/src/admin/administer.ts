import { type AdminCommand, AdminError, type AdminTools } from './admin-tools.ts'
import { custodyCommands } from './custody-commands.ts'
import { faceCommands } from './face-commands.ts'
import { keyCommands } from './key-commands.ts'
import { recordCommands } from './record-commands.ts'
import { replayCommands } from './replay-commands.ts'
import { reviewCommands } from './review-commands.ts'
import { shadowCommands } from './shadow-commands.ts'
import { subjectCommands } from './subject-commands.ts'
import { tenantCommands } from './tenant-commands.ts'

/** What an operator asks for: the name of a command and its arguments, as they come from outside. */
export interface AdminRequest {
  readonly command: string
  readonly args: unknown
}

/** Carries out administration by name; answers plain JSON. Rejects with `AdminError` for what cannot be done. */
export type Administer = (request: AdminRequest) => Promise<unknown>

const COMMANDS: ReadonlyMap<string, AdminCommand> = new Map(
  [
    ...custodyCommands,
    ...tenantCommands,
    ...keyCommands,
    ...recordCommands,
    ...replayCommands,
    ...subjectCommands,
    ...reviewCommands,
    ...faceCommands,
    ...shadowCommands,
  ].map((command) => [command.name, command as AdminCommand]),
)

export function createAdminister(tools: AdminTools): Administer {
  return async ({ command: name, args }) => {
    const command = COMMANDS.get(name)
    if (command === undefined) throw new AdminError(`There is no command ${name}.`)
    const parsed = command.args.safeParse(args)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new AdminError(`${issue?.path.join('.') ?? 'arguments'}: ${issue?.message ?? 'malformed'}`)
    }
    return command.run(parsed.data, tools)
  }
}
