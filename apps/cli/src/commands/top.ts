import { setTimeout as pause } from 'node:timers/promises'
import { CommandError, defineCommand } from '../define-command.ts'
import { numberOption } from '../number-option.ts'
import { readMetrics } from '../top/read-metrics.ts'
import { showLoad } from '../top/show-load.ts'

interface TopOptions {
  readonly every: string
  readonly times?: string
}

export default defineCommand({
  name: 'top',
  summary: 'Shows what a running service does, from its metrics',
  configure(command, io) {
    command
      .argument('<address>', 'of the metrics, such as http://127.0.0.1:9480/metrics (BONAFIDE_METRICS_PORT)')
      .option('--every <seconds>', 'seconds between two looks', '2')
      .option('--times <count>', 'looks in all (default: until it is stopped)')
      .action(async (address: string, { every, times }: TopOptions) => {
        const seconds = numberOption('--every', every, 0.1, 3600)
        const most = times === undefined ? Number.POSITIVE_INFINITY : numberOption('--times', times, 1, 1e6)
        let before = await look(address)
        for (let looked = 0; looked < most; looked += 1) {
          await pause(seconds * 1000)
          const now = await look(address)
          const load = showLoad(before, now, seconds)
          if (looked + 1 === most) io.answer(load.figures, load.lines)
          else for (const line of [...load.lines, '']) io.progress(line)
          before = now
        }
      })
  },
})

async function look(address: string) {
  const answer = await fetch(address).catch(() => undefined)
  if (answer?.ok !== true) throw new CommandError(`There are no metrics at ${address}. Set BONAFIDE_METRICS_PORT.`)
  return readMetrics(await answer.text())
}
