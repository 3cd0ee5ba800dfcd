import { resolve } from 'node:path'
import { Option } from 'commander'
import { CommandError, defineCommand } from '../define-command.ts'
import type { Evaluation } from '../evaluate/define-evaluation.ts'
import { PAIR_CHOICES, type PairChoice } from '../evaluate/face-pairs.ts'
import { type EngineOptions, FACE_MODELS_OPTION, withEngine } from '../open-engine.ts'

/** What can be evaluated; each is loaded when it is asked for. */
const EVALUATIONS: Readonly<Record<string, () => Promise<Evaluation>>> = {
  faces: async () => (await import('../evaluate/faces.ts')).evaluateFaces,
  documents: async () => (await import('../evaluate/documents.ts')).evaluateDocuments,
  liveness: async () => (await import('../evaluate/liveness.ts')).evaluateLiveness,
}

interface EvaluateOptions extends EngineOptions {
  readonly data: string
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
      .requiredOption('--data <folder>', 'labelled folder')
      .option('--report <folder>', 'write a page with plots there')
      .option(...FACE_MODELS_OPTION)
      .addOption(new Option('--pairs <which>', 'pairs of faces to compare').choices(PAIR_CHOICES).default('all'))
      .option('--cross-validate', 'liveness: fit the thresholds anew without each person in turn')
      .option('--derived', "liveness: judge attacks made of the living people's own clips, too")
      .action(async (what: string, options: EvaluateOptions) => {
        const load = EVALUATIONS[what]
        if (load === undefined)
          throw new CommandError(`evaluate knows ${Object.keys(EVALUATIONS).join(', ')}, not ${what}`)
        const evaluation = await load()
        const report = await withEngine(
          io,
          (engine) => evaluation({ ...engine, ...options, dataDir: resolve(options.data), progress: io.progress }),
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
