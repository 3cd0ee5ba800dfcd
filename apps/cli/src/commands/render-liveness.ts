import type { ChallengeWish } from '@bonafide/engine'
import { isAction } from '../clips/parse-challenge.ts'
import { CommandError, defineCommand } from '../define-command.ts'
import { readStills } from '../liveness-set/read-stills.ts'
import { BONAFIDE, renderSet } from '../liveness-set/render-set.ts'
import { numberOption } from '../number-option.ts'
import { withEngine } from '../open-engine.ts'

interface Options {
  readonly stills: string
  readonly out: string
  readonly perKind: string
  readonly first: string
  readonly kinds?: string
  readonly flashStrength?: string
  readonly asks?: string
  readonly colours: boolean
  readonly seed: string
}

export default defineCommand({
  name: 'render-liveness',
  summary: 'Renders labelled clips of moving people and of attacks from a folder of face pictures',
  configure(command, io) {
    command
      .requiredOption('--stills <folder>', 'pictures of people, or one folder of pictures for each person')
      .requiredOption('--out <folder>', 'where clips and labels are written')
      .option('--per-kind <n>', 'clips of each kind', '12')
      .option('--first <n>', 'number of the first clip, to go on with a set', '1')
      .option('--kinds <list>', 'bonafide and species of attack, with commas between (default: all)')
      .option(
        '--flash-strength <share>',
        "what the screen adds to a channel's light; drawn for each clip where not given",
      )
      .option(
        '--asks <list>',
        'what is asked, in this order, with a turn and colours where it has none (default: the usual challenge)',
      )
      .option('--no-colours', 'as for people who decline the colours: two turns stand in for them')
      .option('--seed <n>', 'the same seed gives the same clips', '1')
      .action(async (options: Options) => {
        const { attacks } = await import('@bonafide/lab')
        const known = [BONAFIDE, ...attacks.keys()]
        const kinds = options.kinds?.split(',') ?? known
        const unknown = kinds.find((kind) => !known.includes(kind))
        if (unknown !== undefined) throw new CommandError(`--kinds knows ${known.join(', ')}; not ${unknown}`)
        const wanted = {
          out: options.out,
          kinds,
          perKind: numberOption('--per-kind', options.perKind, 1, 1000),
          first: numberOption('--first', options.first, 1, 1e5),
          seed: numberOption('--seed', options.seed, 0, 1e9),
          ...(options.flashStrength === undefined
            ? {}
            : { flashStrength: numberOption('--flash-strength', options.flashStrength, 0, 5) }),
          asked: { light: options.colours, ...(options.asks === undefined ? {} : { wish: wishOf(options.asks) }) },
        }
        io.answer(
          await withEngine(io, async (engine) => {
            const found = await readStills(options.stills, engine)
            io.progress(`${found.subjects.size} people; ${found.skipped.length} pictures cannot be used`)
            return { ...(await renderSet(found, wanted, engine, io)), skipped: found.skipped }
          }),
        )
      })
  },
})

function wishOf(asks: string): ChallengeWish {
  const words = asks.split(',')
  const parts = words.filter(isAction)
  if (parts.length < words.length || new Set(parts).size < parts.length)
    throw new CommandError('--asks knows turn-left, turn-right, open-mouth, blink, nod, nearer and farther, each once')
  return { parts, order: 'given' }
}
