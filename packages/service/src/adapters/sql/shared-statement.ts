import { AsyncResource } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'

/** Bounds one statement; more callers wait for the next one. */
const MOST = 500
/**
 * How long the next statement waits for company where the one before was shared, as PostgreSQL's commit_delay does: who was
 * just answered asks again with those who wait already. Without it 32 callers were seen to form two groups, of 13 calls to a
 * statement in the mean, and a statement is a tenth of what a call costs. Alone, nobody waits.
 */
const GATHER_MS = 1

interface Asked<Ask, Answer> {
  readonly ask: Ask
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * One statement for everybody who asks while the one before is under way, and so one commit and one sync. A caller is
 * always answered by a statement that began after the call. `run` answers in the order of what was asked; `gather` is
 * how long the next one waits for company.
 */
export function shareStatement<Ask, Answer>(
  run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  gather: () => Promise<unknown> = () => pause(GATHER_MS),
): (ask: Ask) => Promise<Answer> {
  const waiting: Asked<Ask, Answer>[] = []
  let running = false

  // Bound: the statement belongs to all callers, so it must not run inside what the first of them is doing.
  const drain = AsyncResource.bind(async () => {
    while (waiting.length > 0) {
      const asked = waiting.splice(0, MOST)
      await answerAll(run, asked)
      if (asked.length > 1 && waiting.length < MOST) await gather()
    }
    running = false
  })

  return (ask) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      if (running) return
      running = true
      // Not a microtask: what else arrived in this turn of the loop comes along.
      setImmediate(() => void drain())
    })
}

/** Never rejects. */
async function answerAll<Ask, Answer>(
  run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  asked: readonly Asked<Ask, Answer>[],
): Promise<void> {
  try {
    const answers = await run(asked.map(({ ask }) => ask))
    if (answers.length !== asked.length) throw new Error('a shared statement answered not everybody')
    answers.forEach((answer, index) => {
      asked[index]?.resolve(answer)
    })
  } catch (error) {
    for (const { reject } of asked) reject(error)
  }
}
