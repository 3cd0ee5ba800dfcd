import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { JudgingFailed } from '../ports/judge.ts'
import type { FromJudge, ToJudge, Work } from './messages.ts'
import { residentMemory } from './resident-memory.ts'

/** How often memory is looked at. A process can overshoot by what it takes in between. */
const MEMORY_WATCH_MS = 200
/** Requests come before judgements on a busy machine. */
const NICENESS = 5

export interface JudgeProcessOptions {
  /** Module that the process runs. */
  readonly entry: string
  readonly execArgv: readonly string[]
  readonly modelFolder?: string
  /** File that names face networks of the operator's own. */
  readonly faceModels?: string
  readonly memoryBytes: number
}

export type Answer = Extract<FromJudge, { readonly answer: unknown }>

/** A process that judges one piece of work at a time. Once it has failed at anything of its own it is of no more use. */
export interface JudgeProcess {
  /** Resolves when models are loaded; rejects with a `JudgingFailed` when that fails. */
  readonly ready: Promise<void>
  /** Rejects with a `JudgingFailed` of the process's own code, or of the one it was ended with. */
  run(id: number, work: Work): Promise<Answer>
  /** Ends it at once; work under way rejects with this code. */
  end(code: JudgingFailed['code']): void
  readonly alive: boolean
  /** Resolves when it is gone. */
  readonly gone: Promise<void>
}

export function startJudgeProcess(options: JudgeProcessOptions): JudgeProcess {
  const child = fork(options.entry, [], {
    execArgv: [...options.execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // No database address, no keys, nothing: it handles hostile input.
    env: {},
  })
  let endedWith: JudgingFailed['code'] = 'judging-crashed'
  let alive = true
  const gone = new Promise<void>((resolve) => {
    const close = () => {
      alive = false
      resolve()
    }
    child.once('exit', close)
    child.once('error', close)
  })
  const end = (code: JudgingFailed['code']) => {
    if (!alive) return
    endedWith = code
    alive = false
    child.kill('SIGKILL')
  }
  const next = (accepts: (message: FromJudge) => boolean) =>
    nextMessage(child, gone, accepts, () => new JudgingFailed(endedWith))
  const ready = next(({ kind }) => kind === 'ready' || kind === 'unfit').then((message) => {
    if (message.kind === 'unfit') throw new JudgingFailed('judging-crashed', { cause: new Error(message.message) })
  })
  ready.catch(() => end('judging-crashed'))
  lowerPriority(child)
  watchMemory(child, options.memoryBytes, () => end('judging-memory'))
  send(child, {
    kind: 'start',
    ...(options.modelFolder === undefined ? {} : { modelFolder: options.modelFolder }),
    ...(options.faceModels === undefined ? {} : { faceModels: options.faceModels }),
  })
  return {
    ready,
    gone,
    end,
    get alive() {
      return alive
    },
    async run(id, work) {
      const answered = next((message) => 'id' in message && message.id === id)
      send(child, { ...work, id })
      const message = await answered
      if ('answer' in message) return message
      throw new JudgingFailed(message.kind === 'failed' ? message.code : 'judging-crashed')
    },
  }
}

/** The next message that is accepted; rejects when the process goes before. */
function nextMessage(
  child: ChildProcess,
  gone: Promise<void>,
  accepts: (message: FromJudge) => boolean,
  failure: () => JudgingFailed,
): Promise<FromJudge> {
  return new Promise((resolve, reject) => {
    const listen = (message: unknown) => {
      if (!accepts(message as FromJudge)) return
      child.off('message', listen)
      resolve(message as FromJudge)
    }
    child.on('message', listen)
    void gone.then(() => {
      child.off('message', listen)
      reject(failure())
    })
  })
}

/** A process that is gone is found out by its exit, not by what cannot be sent to it. */
function send(child: ChildProcess, message: ToJudge): void {
  if (child.connected) child.send(message, () => undefined)
}

function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, NICENESS)
  } catch {
    // Not allowed here, or gone already: then it runs as it is.
  }
}

function watchMemory(child: ChildProcess, limit: number, exceeded: () => void): void {
  const { pid } = child
  if (pid === undefined) return
  const watch = setInterval(async () => {
    if (((await residentMemory(pid)) ?? 0) > limit) exceeded()
  }, MEMORY_WATCH_MS)
  watch.unref()
  child.once('exit', () => clearInterval(watch))
}
