import type { ReportLine } from '@bonafide/service'
import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { defineCommand } from '../define-command.ts'
import { numberOption } from '../number-option.ts'
import { csvLines, textLines, withBound } from '../shadow-report.ts'

interface ReportOptions extends DataOptions {
  readonly tenant: string
  readonly days?: string
  readonly csv?: boolean
}

/** Comparisons are kept no longer (docs/shadow.md). */
const MOST_DAYS = 90

export default defineCommand({
  name: 'shadow',
  summary: 'How our answers compare with those of another service',
  configure(command, io) {
    withDataOptions(command.command('report').description('agreement by operation, check, SubCode and document'))
      .requiredOption('--tenant <id>')
      .option('--days <n>', 'of the last days only')
      .option('--csv', 'one line for each thing compared, with commas')
      .action(async (options: ReportOptions) => {
        const { tenant, days } = options
        const args = { tenant, ...(days === undefined ? {} : { days: numberOption('--days', days, 1, MOST_DAYS) }) }
        const lines = (await administerFrom<readonly ReportLine[]>(options, 'shadow.report', args)).map(withBound)
        io.answer(lines, options.csv === true ? csvLines(lines) : textLines(lines))
      })
  },
})
