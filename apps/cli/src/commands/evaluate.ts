import { resolve } from 'node:path'
import { Option } from 'commander'
import { CommandError, defineCommand } from '../define-command.ts'
import type { Evaluation } from '../evaluate/define-evaluation.ts'
import { PAIR_CHOICES, type PairChoice } from '../evaluate/face-pairs.ts'
import { numberOption } from '../number-option.ts'
import { type EngineOptions, FACE_MODELS_OPTION, withEngine } from '../open-engine.ts'

/** What can be evaluated; each is loaded when it is asked for. */
const EVALUATIONS: Readonly<Record<string, () => Promise<Evaluation>>> = {
  faces: async () => (await import('../evaluate/faces.ts')).evaluateFaces,
  documents: async () => (await import('../evaluate/documents.ts')).evaluateDocuments,
  liveness: async () => (await import('../evaluate/liveness.ts')).evaluateLiveness,
  forgery: async () => (await import('../evaluate/forgery.ts')).evaluateForgery,
}

/** What is rendered on the spot and needs no labelled folder. */
const RENDERED = ['forgery']

interface EvaluateOptions extends EngineOptions {
  readonly data?: string
  readonly n: string
  readonly seed: string
  readonly tool?: string
  readonly pairs: PairChoice
  readonly report?: string
  readonly crossValidate?: true
  readonly derived?: true
}

export default defineCommand({
  name: 'evaluate',
  summary: 'Measures the engine on a labelled folder of your own',
  configure(command, io) {
    command
      .argument('<what>', Object.keys(EVALUATIONS).join(', '))
      .option('--data <folder>', 'labelled folder; needed by all but forgery')
      .option('--n <count>', 'forgery: pictures of each species', '50')
      .option('--seed <n>', 'forgery: the same seed gives the same pictures', '1')
      .addOption(new Option('--tool <name>', 'forgery: only this tool').choices(['a', 'b']))
      .option('--report <folder>', 'write a page with plots there')
      .option(...FACE_MODELS_OPTION)
      .addOption(new Option('--pairs <which>', 'pairs of faces to compare').choices(PAIR_CHOICES).default('all'))
      .option('--cross-validate', 'liveness: fit the thresholds anew without each person in turn')
      .option('--derived', "liveness: judge attacks made of the living people's own clips, too")
      .action(async (what: string, options: EvaluateOptions) => {
        const load = EVALUATIONS[what]
        if (load === undefined)
          throw new CommandError(`evaluate knows ${Object.keys(EVALUATIONS).join(', ')}, not ${what}`)
        const { data } = options
        if (data === undefined && !RENDERED.includes(what))
          throw new CommandError(`evaluate ${what} needs --data, a labelled folder`)
        const rendered = {
          n: numberOption('--n', options.n, 1, 10_000),
          seed: numberOption('--seed', options.seed, 0, 1e9),
          ...(options.tool === undefined ? {} : { tool: options.tool }),
        }
        const evaluation = await load()
        const report = await withEngine(
          io,
          (engine) =>
            evaluation({ ...engine, ...options, rendered, dataDir: resolve(data ?? '.'), progress: io.progress }),
          options,
        )
        if (options.report !== undefined) {
          const { writeReport } = await import('../report/write-report.ts')
          io.progress(`report: ${await writeReport(what, report, resolve(options.report))}`)
        }
        io.answer(report, JSON.stringify({ ...report, rows: undefined }, undefined, 2))
      })
  },
})
