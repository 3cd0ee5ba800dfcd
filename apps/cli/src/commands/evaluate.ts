import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ForgerySpecies, PrintFace } from '@bonafide/lab'
import { Option } from 'commander'
import { CommandError, defineCommand } from '../define-command.ts'
import type { Evaluation, Figure } from '../evaluate/define-evaluation.ts'
import { PAIR_CHOICES, type PairChoice } from '../evaluate/face-pairs.ts'
import { COMPARABLE, regressions } from '../evaluate/regressions.ts'
import { CARRIED, type Carried } from '../evaluate/rendered-shots.ts'
import { numberOption } from '../number-option.ts'
import { type EngineOptions, FACE_MODELS_OPTION, withEngine } from '../open-engine.ts'

/** What is measured on a labelled folder; each is loaded when it is asked for. */
const LABELLED: Readonly<Record<string, () => Promise<Evaluation>>> = {
  faces: async () => (await import('../evaluate/faces.ts')).evaluateFaces,
  documents: async () => (await import('../evaluate/documents.ts')).evaluateDocuments,
  eyes: async () => (await import('../evaluate/eyes.ts')).evaluateEyes,
  glasses: async () => (await import('../evaluate/glasses.ts')).evaluateGlasses,
  liveness: async () => (await import('../evaluate/liveness.ts')).evaluateLiveness,
}

/** What is measured on pictures that are rendered on the spot. */
const RENDERED: Readonly<Record<string, () => Promise<Evaluation>>> = {
  documents: async () => (await import('../evaluate/rendered-documents.ts')).evaluateRenderedDocuments,
  eyes: async () => (await import('../evaluate/eyes.ts')).evaluateEyesOnDemoStills,
  glasses: async () => (await import('../evaluate/glasses.ts')).evaluateGlassesOnDemoStills,
  forgery: async () => (await import('../evaluate/forgery.ts')).evaluateForgery,
  quality: async () => (await import('../evaluate/quality.ts')).evaluateQuality,
}

/** What forgery tools of the lab make, every one of them; the lab itself is loaded when it is asked for. */
const SPECIES = Object.keys({
  original: true,
  'edited-field': true,
  'replaced-portrait': true,
  screen: true,
  copy: true,
  'wrong-layout': true,
  'unlevel-print': true,
} satisfies Record<ForgerySpecies, true>)
const PRINT_FACES = ['plex', 'classical', 'serif'] as const satisfies readonly PrintFace[]

const loadReport = async () => (await import('../report/write-report.ts')).writeReport

const KNOWN = [...new Set([...Object.keys(LABELLED), ...Object.keys(RENDERED)])]

interface EvaluateOptions extends EngineOptions {
  readonly data?: string
  readonly n?: string
  readonly seed: string
  readonly tool?: string
  readonly species?: readonly ForgerySpecies[]
  readonly keep?: string
  readonly rendered?: true
  readonly only?: Carried
  readonly face?: PrintFace
  readonly auto?: true
  readonly pairs: PairChoice
  readonly grains: string
  readonly report?: string
  readonly baseline?: string
  readonly crossValidate?: true
  readonly derived?: true
}

export default defineCommand({
  name: 'evaluate',
  summary: 'Measures the engine on a labelled folder of your own, or on renderings',
  configure(command, io) {
    command
      .argument('<what>', KNOWN.join(', '))
      .option('--data <folder>', 'labelled folder; needed by all that is not rendered')
      .option('--rendered', 'documents: photographs of every registered side; eyes, glasses: of demo pictures')
      .option(
        '--n <count>',
        'rendered documents: rounds over all sides (1); forgery (50), quality (10): pictures of each kind; glasses (1)',
      )
      .option('--seed <n>', 'rendered: the same seed gives the same pictures', '1')
      .addOption(new Option('--only <what>', 'rendered documents: only sides that carry this').choices(CARRIED))
      .option('--auto', 'rendered documents: nobody says what they are')
      .addOption(
        new Option('--face <name>', 'rendered documents: what Latin letters are printed in').choices(PRINT_FACES),
      )
      .addOption(new Option('--tool <name>', 'forgery: only this tool').choices(['a', 'b']))
      .addOption(new Option('--species <names...>', 'forgery: only these').choices(SPECIES))
      .option(
        '--keep <folder>',
        'liveness, forgery: keep rows and rendered pictures there; a run that was stopped goes on',
      )
      .option('--report <folder>', 'write a page with plots there')
      .option(
        '--baseline <file>',
        `${COMPARABLE.join(', ')}: an earlier answer (--json); exit with 1 where an error is more frequent`,
      )
      .option(...FACE_MODELS_OPTION)
      .addOption(new Option('--pairs <which>', 'pairs of faces to compare').choices(PAIR_CHOICES).default('all'))
      .option('--grains <count>', 'faces: cards rendered of each picture, each with another grain', '1')
      .option('--cross-validate', 'liveness: fit the thresholds anew without each person in turn')
      .option('--derived', "liveness: judge attacks made of the living people's own clips, too")
      .action(async (what: string, options: EvaluateOptions) => {
        const load = loaderOf(what, options)
        const baseline = options.baseline === undefined ? undefined : await readBaseline(what, options.baseline)
        const { data, tool, only, face, species, keep, ...shared } = options
        const rendered = {
          ...(options.n === undefined ? {} : { n: numberOption('--n', options.n, 1, 10_000) }),
          seed: numberOption('--seed', options.seed, 0, 1e9),
          ...(tool === undefined ? {} : { tool }),
          ...(only === undefined ? {} : { only }),
          ...(face === undefined ? {} : { face }),
          ...(species === undefined ? {} : { species }),
          auto: options.auto === true,
        }
        const grains = numberOption('--grains', options.grains, 1, 100)
        const evaluation = await load()
        const report = await withEngine(
          io,
          (engine) =>
            evaluation({
              ...engine,
              ...shared,
              grains,
              rendered,
              ...(keep === undefined ? {} : { keep: resolve(keep) }),
              dataDir: resolve(data ?? '.'),
              progress: io.progress,
            }),
          options,
        )
        if (options.report !== undefined) {
          const writeReport = await loadReport()
          io.progress(`report: ${await writeReport(what, report, resolve(options.report))}`)
        }
        io.answer(report, linesOf(report))
        const worse = baseline === undefined ? [] : regressions(what, report, baseline)
        if (worse.length > 0) throw new CommandError(`worse than the baseline:\n${worse.join('\n')}`)
      })
  },
})

function loaderOf(what: string, { data, rendered }: EvaluateOptions): () => Promise<Evaluation> {
  const load = rendered === true || LABELLED[what] === undefined ? RENDERED[what] : LABELLED[what]
  if (load === undefined) throw new CommandError(`evaluate knows ${KNOWN.join(', ')}, not ${what}`)
  if (load === LABELLED[what] && data === undefined)
    throw new CommandError(`evaluate ${what} needs --data, a labelled folder`)
  return load
}

/** Read before anything is measured: a file that is none would be noticed hours later. */
async function readBaseline(what: string, path: string): Promise<unknown> {
  try {
    const baseline: unknown = JSON.parse(await readFile(path, 'utf8'))
    regressions(what, baseline, baseline)
    return baseline
  } catch (cause) {
    throw new CommandError(`--baseline: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}

/** Without its rows; figures of how many of how many as a table above the rest. */
function linesOf(report: object): readonly string[] {
  const { figures = [], ...rest } = report as { readonly figures?: readonly Figure[] }
  const table = figures.map(
    ({ what, right, n, share, lower95 }) =>
      `${what.padEnd(40)} ${`${right} of ${n}`.padStart(14)}   ${(100 * share).toFixed(1)} %, at least ${(100 * lower95).toFixed(1)} %`,
  )
  return [...table, JSON.stringify({ ...rest, rows: undefined }, undefined, 2)]
}
