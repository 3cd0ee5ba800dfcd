import { fileURLToPath } from 'node:url'
import type { Decision } from '@bonafide/engine'
import { startWait } from '../deadline.ts'
import type { DocumentRead, FaceInspection, FaceSighting, Judge, JudgedDecision } from '../ports/judge.ts'
import { JudgingFailed } from '../ports/judge.ts'
import { type Answer, type JudgeProcess, startJudgeProcess } from './judge-process.ts'
import type { Work } from './messages.ts'
import { createTurns } from './turns.ts'

/** Loading models takes seconds; converting them at the very first start, with a busy machine, much longer. */
const START_DEADLINE_MS = 120_000
/** After that many waiting requests further ones are refused at once (security.md I8). */
const MAX_WAITING = 64
/**
 * For work that a caller waits for. A face on a picture of 12 megapixels takes below a second of one core, a page of a
 * document one or two (docs/measurements/documents.md); the rest is for a busy machine.
 */
const CALLER_DEADLINE_MS = { inspect: 15_000, describe: 15_000, read: 30_000, 'judge-pictures': 30_000 } as const
const FIRST_PAUSE_MS = 100
const LAST_PAUSE_MS = 10_000

export interface JudgePoolOptions {
  readonly processes: number
  /** For one judgement, from when a process has it. */
  readonly deadlineMs: number
  readonly memoryMb: number
  /** Folder of the converted models; their own default when absent. */
  readonly modelFolder?: string
  /** File that names face networks of the operator's own. */
  readonly faceModels?: string
  /** Whether those networks tell on one picture whether a face lives. */
  readonly tellsLivingFaces?: boolean
  /** Told when a process cannot even start, with the reason. */
  readonly onError: (error: unknown) => void
  /** Module that the processes run, and how; the compiled `judge-main` when absent. */
  readonly entry?: string
  readonly execArgv?: readonly string[]
}

interface Task {
  readonly work: Work
  readonly signal: AbortSignal | undefined
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Judges in child processes, one piece of work each at a time. A process that crashes, takes too long or too much
 * memory is ended and replaced, after a pause that grows while replacements fail as well; only its own work fails.
 */
export function createJudgePool(options: JudgePoolOptions): Judge {
  const waiting = createTurns<Task>()
  const idle: (() => void)[] = []
  const closing = new AbortController()
  let nextId = 1
  const loops = Array.from({ length: options.processes }, () => serve())

  async function serve(): Promise<void> {
    let judge: JudgeProcess | undefined
    let pauseMs = 0
    closing.signal.addEventListener('abort', () => judge?.end('judging-crashed'), { once: true })
    while (!closing.signal.aborted) {
      if (judge === undefined || !judge.alive) {
        if (pauseMs > 0) await startWait(pauseMs, [closing.signal]).over
        if (closing.signal.aborted) break
        judge = startJudgeProcess(processOptions(options))
      }
      const started = await start(judge)
      if (started) pauseMs = 0
      else pauseMs = Math.min(Math.max(FIRST_PAUSE_MS, pauseMs * 2), LAST_PAUSE_MS)
      const task = started ? await nextTask() : waiting.next()
      if (task === undefined) continue
      if (!started) task.reject(new JudgingFailed('judging-crashed'))
      else if (judge.alive) await carryOut(task, judge)
      else waiting.putBack(task, isForCaller(task.work))
    }
    await judge?.gone
  }

  async function start(judge: JudgeProcess): Promise<boolean> {
    const timer = setTimeout(() => judge.end('judging-timeout'), START_DEADLINE_MS)
    try {
      await judge.ready
      return true
    } catch (error) {
      if (!closing.signal.aborted) options.onError(error)
      return false
    } finally {
      clearTimeout(timer)
    }
  }

  async function carryOut(task: Task, judge: JudgeProcess): Promise<void> {
    const timer = setTimeout(() => judge.end('judging-timeout'), deadlineOf(task, options))
    const abort = () => judge.end('judging-crashed')
    task.signal?.addEventListener('abort', abort, { once: true })
    try {
      task.resolve(await judge.run(nextId++, task.work))
    } catch (error) {
      task.reject(task.signal?.aborted ? task.signal.reason : error)
    } finally {
      clearTimeout(timer)
      task.signal?.removeEventListener('abort', abort)
    }
  }

  /** The task whose turn it is; undefined when the pool closes. */
  async function nextTask(): Promise<Task | undefined> {
    while (!closing.signal.aborted) {
      const task = waiting.next()
      if (task !== undefined) return task
      await new Promise<void>((resolve) => idle.push(resolve))
    }
    return undefined
  }

  function ask(work: Work, signal: AbortSignal | undefined): Promise<Answer> {
    if (closing.signal.aborted) return Promise.reject(new JudgingFailed('judging-crashed'))
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (waiting.length(isForCaller(work)) >= MAX_WAITING) return Promise.reject(new JudgingFailed('judging-busy'))
    return new Promise((resolve, reject) => {
      const task: Task = { work, signal, resolve, reject }
      waiting.add(task, isForCaller(task.work))
      signal?.addEventListener('abort', () => drop(task), { once: true })
      idle.shift()?.()
    })
  }

  function drop(task: Task): void {
    if (waiting.drop(task)) task.reject(task.signal?.reason)
  }

  return {
    tellsLivingFaces: options.tellsLivingFaces ?? false,
    async judge(request, signal): Promise<JudgedDecision> {
      const answer = await ask({ kind: 'judge', request }, signal)
      if (answer.kind !== 'judged') throw new JudgingFailed('judging-crashed')
      return answer.answer
    },
    async judgePictures(request, signal): Promise<Decision> {
      const answer = await ask({ kind: 'judge-pictures', request }, signal)
      if (answer.kind !== 'judged-pictures') throw new JudgingFailed('judging-crashed')
      return answer.answer
    },
    async readDocument(request, signal): Promise<DocumentRead> {
      const answer = await ask({ kind: 'read', request }, signal)
      if (answer.kind !== 'was-read') throw new JudgingFailed('judging-crashed')
      return answer.answer
    },
    async inspectFace(bytes, signal): Promise<FaceInspection> {
      const answer = await ask({ kind: 'inspect', bytes }, signal)
      if (answer.kind !== 'inspected') throw new JudgingFailed('judging-crashed')
      return answer.answer
    },
    async describeFace(bytes, wishes, signal): Promise<FaceSighting> {
      const answer = await ask({ kind: 'describe', bytes, wishes }, signal)
      if (answer.kind !== 'described') throw new JudgingFailed('judging-crashed')
      return answer.answer
    },
    async close() {
      closing.abort()
      for (const wake of idle.splice(0)) wake()
      for (const task of waiting.takeAll()) task.reject(new JudgingFailed('judging-crashed'))
      await Promise.all(loops)
    },
  }
}

/** Somebody waits for the answer to a call; a judgement is a job that nobody holds a connection open for. */
function isForCaller(work: Work): boolean {
  return work.kind !== 'judge'
}

function deadlineOf({ work }: Task, { deadlineMs }: JudgePoolOptions): number {
  return work.kind === 'judge' ? deadlineMs : Math.min(deadlineMs, CALLER_DEADLINE_MS[work.kind])
}

function processOptions({ entry, execArgv, memoryMb, modelFolder, faceModels }: JudgePoolOptions) {
  return {
    entry: entry ?? compiledEntry(),
    execArgv: execArgv ?? [`--max-old-space-size=${memoryMb}`],
    memoryBytes: memoryMb * 1024 * 1024,
    ...(modelFolder === undefined ? {} : { modelFolder }),
    ...(faceModels === undefined ? {} : { faceModels }),
  }
}

/** Beside this module when it is compiled; in `dist` when the sources run (tests). */
function compiledEntry(): string {
  const path = import.meta.url.endsWith('.ts') ? '../../dist/judge-main.js' : '../judge-main.js'
  return fileURLToPath(new URL(path, import.meta.url))
}
