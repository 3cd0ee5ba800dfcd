import { CommandError, defineCommand } from '../define-command.ts'
import { numberOption } from '../number-option.ts'

// Here and not in the action: inside of it, tsc 6.0 leaves the `.ts` ending of an imported path as it is.
const loadFuzz = async () => (await import('../fuzz/judge-hostile-pictures.ts')).judgeHostilePictures

interface Options {
  readonly count: string
  readonly first: string
  readonly seed: string
  readonly deadline: string
  readonly memory: string
}

export default defineCommand({
  name: 'fuzz-pictures',
  summary: 'Sends damaged and crafted pictures to a judging process and counts what came of them',
  configure(command, io) {
    command
      .option('--count <n>', 'how many pictures', '1000')
      .option('--first <n>', 'number of the first picture, to go on with a run; crafted ones come first', '0')
      .option('--seed <n>', 'the same seed gives the same pictures', '1')
      .option('--deadline <seconds>', 'for one judgement', '60')
      .option('--memory <mb>', 'ceiling of the judging process', '1536')
      .action(async (options: Options) => {
        const judgeHostilePictures = await loadFuzz()
        const { createJudgePool } = await import('@bonafide/service')
        const { createPictures } = await import('@bonafide/imaging')
        const { demoStill, openHostilePictures } = await import('@bonafide/lab')
        const wanted = {
          count: numberOption('--count', options.count, 1, 1e6),
          first: numberOption('--first', options.first, 0, 1e9),
          seed: numberOption('--seed', options.seed, 0, 1e9),
          deadlineMs: 1000 * numberOption('--deadline', options.deadline, 1, 600),
        }
        const judge = createJudgePool({
          processes: 1,
          deadlineMs: wanted.deadlineMs,
          memoryMb: numberOption('--memory', options.memory, 256, 65_536),
          onError: (error) => io.progress(`no judging process: ${error instanceof Error ? error.message : 'unknown'}`),
        })
        try {
          const hostile = await openHostilePictures(await demoStill('ada-document', createPictures()))
          const report = await judgeHostilePictures(hostile, judge, wanted, io.progress)
          io.answer(report)
          const { passed, late } = report
          if (passed.length > 0 || late.length > 0)
            throw new CommandError(`${passed.length} pictures passed, ${late.length} took longer than the deadline`)
        } finally {
          await judge.close()
        }
      })
  },
})
