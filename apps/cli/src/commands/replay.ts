import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, defineCommand } from '../define-command.ts'

interface Replayed {
  readonly transactionId: string
  readonly result: 'equal' | 'drift' | 'not-replayed'
  readonly why?: string
  readonly otherModels?: readonly { readonly id: string; readonly recorded: string; readonly here?: string }[]
  readonly drift?: readonly {
    readonly of: string
    readonly what: string
    readonly recorded?: unknown
    readonly now?: unknown
  }[]
}

interface ReplayOptions extends DataOptions {
  readonly all?: boolean
  readonly since?: string
}

export default defineCommand({
  name: 'replay',
  summary: 'Judge stored verifications once more and say exactly what differs',
  configure(command, io) {
    withDataOptions(command)
      .argument('[transaction-id]')
      .option('--all', 'every decided verification')
      .option('--since <date>', 'with --all: those begun from this day on, e.g. 2026-11-01')
      .action(async (id: string | undefined, options: ReplayOptions) => {
        if ((id === undefined) === (options.all !== true)) throw new CommandError('Give a transaction id, or --all.')
        const replayed: Replayed[] = []
        for (const one of id === undefined ? await decidedSince(options) : [id]) {
          replayed.push(await administerFrom<Replayed>(options, 'replay', { id: one }))
          if (id === undefined) io.progress(`${replayed.length}: ${one}`)
        }
        const [only] = replayed
        if (id !== undefined && only !== undefined) io.answer(only, describe(only))
        else io.answer(replayed, [...replayed.map(line), count(replayed)])
      })
  },
})

async function decidedSince(options: ReplayOptions): Promise<readonly string[]> {
  const since = options.since ?? '1970-01-01'
  if (Number.isNaN(Date.parse(since))) throw new CommandError('--since takes a date such as 2026-11-01.')
  return administerFrom<readonly string[]>(options, 'replay.list', { since })
}

function line({ transactionId, result, why, drift = [], otherModels = [] }: Replayed): string {
  const models = otherModels.length === 0 ? '' : `${otherModels.length} other models`
  return [transactionId, result, why ?? '', drift.length === 0 ? '' : `${drift.length} differences`, models]
    .filter((part) => part !== '')
    .join('  ')
}

function describe(replayed: Replayed): readonly string[] {
  return [
    line(replayed),
    ...(replayed.otherModels ?? []).map(
      ({ id, recorded, here }) => `  model ${id}: recorded ${recorded}, here ${here ?? 'none'}`,
    ),
    ...(replayed.drift ?? []).map(
      ({ of, what, recorded, now }) =>
        `  ${of} ${what}: ${JSON.stringify(recorded) ?? '-'} → ${JSON.stringify(now) ?? '-'}`,
    ),
  ]
}

function count(replayed: readonly Replayed[]): string {
  const of = (result: Replayed['result']) => replayed.filter((one) => one.result === result).length
  return `${of('equal')} equal, ${of('drift')} with drift, ${of('not-replayed')} not replayed.`
}
