import { defineCommand } from '../define-command.ts'
import { numberOption } from '../number-option.ts'
import { withEngine } from '../open-engine.ts'

// Here and not in the action: inside of it, tsc 6.0 leaves the `.ts` ending of an imported path as it is.
const loadMeasure = async () => (await import('../bench/measure-pages.ts')).measurePages

interface BenchPagesOptions {
  readonly n: string
  readonly seed: string
}

export default defineCommand({
  name: 'bench-pages',
  summary: 'Measures what a page costs a judging process: processor time with and without the rest of the page, memory',
  configure(command, io) {
    command
      .option('--n <count>', 'how many passport pages', '20')
      .option('--seed <n>', 'the same seed gives the same pages', '1')
      .action(async (options: BenchPagesOptions) => {
        const measurePages = await loadMeasure()
        const wanted = {
          n: numberOption('--n', options.n, 1, 1000),
          seed: numberOption('--seed', options.seed, 0, 1e9),
        }
        io.answer(await withEngine(io, (engine) => measurePages(wanted, engine, io)))
      })
  },
})
