import { AsyncResource } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'

/** Bounds one statement; more callers wait for the next one. */
const MOST = 500
/**
 * Who asks after a statement that was shared waits for company, as PostgreSQL's commit_delay does: those who were just
 * answered ask again with those who wait already. The wait goes on while each moment brings somebody, at most so many.
 * Of 32 callers, 13 shared a statement without a wait and 15 with one of a single moment; now it is nearly all of them, and a
 * statement of the embedded database is a third of what a call costs. Alone, nobody waits.
 */
const MOST_MOMENTS = 8
const MOMENT_MS = 1

interface Asked<Ask, Answer> {
  readonly ask: Ask
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * One statement for everybody who asks while the one before is under way, and so one commit and one sync. A caller is
 * always answered by a statement that began after the call. `run` answers in the order of what was asked; `moment` is
 * what the next one waits for while company comes.
 */
export function shareStatement<Ask, Answer>(
  run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  moment: () => Promise<unknown> = () => pause(MOMENT_MS),
): (ask: Ask) => Promise<Answer> {
  const waiting: Asked<Ask, Answer>[] = []
  let running = false
  let company = false

  // Bound: the statement belongs to all callers, so it must not run inside what the first of them is doing.
  const drain = AsyncResource.bind(async () => {
    while (waiting.length > 0) {
      if (company) await gather()
      const asked = waiting.splice(0, MOST)
      company = asked.length > 1
      await answerAll(run, asked)
    }
    running = false
  })

  async function gather(): Promise<void> {
    let seen = 0
    for (let waited = 0; waited < MOST_MOMENTS && waiting.length > seen && waiting.length < MOST; waited += 1) {
      seen = waiting.length
      await moment()
    }
  }

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
