import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ASKER = fileURLToPath(new URL('../processes/result-asker.mjs', import.meta.url))

export interface AskedResults {
  readonly endpoint: string
  readonly credentials: { readonly accessKeyId: string; readonly accessKeySecret: string }
  readonly verification: { readonly transactionId: string; readonly merchantBizId: string }
  /** One question each so many milliseconds. */
  readonly eachMs: number
}

export interface ResultAsker {
  /** How many milliseconds each answer took; one that never came took for ever. */
  askFor(seconds: number): Promise<readonly number[]>
  close(): Promise<void>
}

/** A caller of CheckResult in a process of its own. */
export function openResultAsker(asked: AskedResults): ResultAsker {
  // Without the flags of the test runner: it runs what was built.
  const child = fork(ASKER, [], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    async askFor(seconds) {
      child.send({ ...asked, seconds })
      return (await answerOf(child)).map((time) => time ?? Number.POSITIVE_INFINITY)
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function answerOf(child: ChildProcess): Promise<readonly (number | null)[]> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('the process that asks for results ended')
  })
  ended.catch(() => undefined)
  const [times] = await Promise.race([once(child, 'message'), ended])
  return times as readonly (number | null)[]
}
