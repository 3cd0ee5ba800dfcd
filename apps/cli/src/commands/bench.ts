import type { CaptureBenchOptions } from '../bench/capture/measure-capture.ts'
import type { BenchOptions } from '../bench/run-bench.ts'
import { defineCommand } from '../define-command.ts'
import { withEngine } from '../open-engine.ts'

// Here and not in the action: inside of it, tsc 6.0 leaves the `.ts` ending of an imported path as it is.
const loadBench = async () => (await import('../bench/run-bench.ts')).runBench
const loadFacesBench = async () => (await import('../bench/measure-faces.ts')).measureFaces
const loadCaptureBench = () => import('../bench/capture/measure-capture.ts')

export default defineCommand({
  name: 'bench',
  summary:
    'Measures one eKYC judgement by stage, comparisons, face steps, and signed requests beside a bare server (DATABASE_URL: an empty PostgreSQL)',
  configure(command, io) {
    command
      .option('--seconds <number>', 'how long requests are sent to each server', '10')
      .action(async (options: BenchOptions) => {
        const runBench = await loadBench()
        io.answer(await withEngine(io, (engine) => runBench(options, engine, io)))
      })
    command
      .command('faces')
      .description('processor time of a comparison of two photographs and of one face step')
      .action(async () => {
        const measureFaces = await loadFacesBench()
        io.answer(await withEngine(io, (engine) => measureFaces(engine)))
      })
    command
      .command('capture')
      .description('bytes and waiting of one verification in Chromium, on a fast and on a slow network')
      .option('--chromium <program>', 'Chromium or Chrome', 'chromium')
      .option('--runs <number>', 'verifications on each network', '1')
      .action(async (options: CaptureBenchOptions) => {
        const { captureTable, measureCapture } = await loadCaptureBench()
        const runs = await withEngine(io, (engine) => measureCapture(options, engine, io))
        io.answer(runs, captureTable(runs))
      })
  },
})
