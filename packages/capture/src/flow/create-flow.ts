import type { SessionView } from '@bonafide/protocol'
import { ChannelError, consequenceOf } from '../channel/channel-error.ts'
import type { Channel } from '../channel/create-channel.ts'
import { pause, type Timer } from '../channel/ports.ts'
import { FAILURES, type Outcome } from '../failures.ts'
import { changesTooFast } from '../frames/challenge-moment.ts'
import type { EventName, FlowEvent, FlowState, StateOf } from './flow-state.ts'
import { advance } from './flow-table.ts'

export interface FlowOptions {
  readonly channel: Channel
  readonly timer: Timer
  /** The opaque Protocol of Initialize, where the merchant passed it. */
  readonly protocol?: string
  /** Called with every new state, the first included. */
  readonly onState: (state: FlowState) => void
  /** Called exactly once, at the end. */
  readonly onEnd: (outcome: Outcome, session: SessionView | undefined) => void
}

export interface Flow {
  readonly send: (event: FlowEvent) => void
  readonly state: () => FlowState
}

/** client-sdk.md section 6: the whole session may idle for 15 minutes. */
const IDLE_MS = 15 * 60_000
const WAIT_SECONDS = 20
/** A challenge has its own length; a camera that then still brings nothing has stopped. */
const AFTER_CHALLENGE_MS = 15_000
/** Between two looks at a session that answers at once although it is judging. */
const LOOK_AGAIN_MS = 1_000
/** Two waits of 20 s: a link lives for a minute, and the next one is there before. */
const WAITS_PER_LINK = 2
/** Events that begin a state anew although its name stays. */
const ANEW: readonly EventName[] = ['retry', 'looked', 'lapsed']

/** Runs the state table: asks the service what each state needs and turns its answers into events. */
export function createFlow(options: FlowOptions): Flow {
  const { channel, timer } = options
  let current: FlowState = { state: 'loading' }
  let stopIdle = (): void => {}
  let stopStep = (): void => {}
  let visit = 0

  function send(event: FlowEvent): void {
    const next = advance(current, event)
    if (event.event !== 'progress' && event.event !== 'overdue') watchIdle()
    if (next === current) return
    const entered = next.state !== current.state || ANEW.includes(event.event)
    current = next
    options.onState(next)
    if (!entered) return
    visit += 1
    watchStep(next)
    enter(next)
  }

  /** Help comes when a step takes long; only a challenge that nobody answers is broken off. */
  function watchStep(state: FlowState): void {
    stopStep()
    const limitMs = limitOf(state)
    stopStep = limitMs === undefined ? () => {} : timer.after(limitMs, () => send({ event: 'overdue' }))
  }

  function watchIdle(): void {
    stopIdle()
    if (current.state !== 'end') stopIdle = timer.after(IDLE_MS, () => send({ event: 'idle' }))
  }

  function enter(state: FlowState): void {
    if (state.state === 'loading') ask(state, open)
    if (state.state === 'face-asking') ask(state, challenge)
    if (state.state === 'reading') ask(state, read)
    if (state.state === 'retaking') ask(state, reopen)
    if (state.state === 'uploading') ask(state, upload)
    if (state.state === 'judging') ask(state, look)
    if (state.state === 'handover-offer') ask(state, offerLink)
    if (state.state === 'handover-checking') ask(state, checkNumber)
    if (state.state === 'following') ask(state, lookOn)
    if (state.state === 'end') finish(state)
  }

  /** Runs one piece of work for a state; what it brings is dropped when the flow has moved on meanwhile. */
  function ask<S extends FlowState>(
    state: S,
    work: (state: S, tell: (event: FlowEvent) => void) => Promise<void>,
  ): void {
    const asked = visit
    const tell = (event: FlowEvent): void => {
      if (visit === asked) send(event)
    }
    work(state, tell).catch((error: unknown) => {
      const consequence = consequenceOf(error)
      if ('notice' in consequence) tell({ event: 'repeat', notice: consequence.notice })
      else if (state.state === 'loading' && consequence.failure === 'network')
        tell({ event: 'failed', failure: 'network-open' })
      else tell({ event: 'failed', failure: consequence.failure })
    })
  }

  async function open(_: FlowState, tell: (event: FlowEvent) => void): Promise<void> {
    try {
      tell({ event: 'opened', session: await channel.open(options.protocol) })
    } catch (error) {
      // It may be another device of the same person, to which this browser handed over before it was reloaded.
      const session = isProblem(error, 'transaction-taken') ? await channel.follow(0).catch(() => undefined) : undefined
      if (session === undefined) throw error
      tell({ event: 'moved', session })
    }
  }

  async function challenge(state: StateOf<'face-asking'>, tell: (event: FlowEvent) => void): Promise<void> {
    const attempt = await channel.attempt(state.step.id, { withoutFlash: state.withoutFlash })
    const tooFast = attempt.challenge !== undefined && changesTooFast(attempt.challenge)
    tell(tooFast ? { event: 'failed', failure: 'colours-too-fast' } : { event: 'challenged', attempt })
  }

  async function read(state: StateOf<'reading'>, tell: (event: FlowEvent) => void): Promise<void> {
    tell({ event: 'pages-read', attempt: await channel.attempt(state.step.id) })
  }

  async function reopen({ pageStep }: StateOf<'retaking'>, tell: (event: FlowEvent) => void): Promise<void> {
    tell({ event: 'reopened', session: await channel.retake(pageStep) })
  }

  async function upload(state: StateOf<'uploading'>, tell: (event: FlowEvent) => void): Promise<void> {
    const attempt = state.attempt ?? (await channel.attempt(state.step.id))
    tell({ event: 'attempted', attempt })
    const onProgress = (share01: number): void => tell({ event: 'progress', share01 })
    const { material, clip } = state
    const upload = { attempt, material, onProgress, ...(clip === undefined ? {} : { clip }) }
    tell({ event: 'accepted', session: await channel.upload(upload) })
  }

  async function look(_: FlowState, tell: (event: FlowEvent) => void): Promise<void> {
    let session = await channel.session(WAIT_SECONDS)
    while (isUndecided(session)) {
      await pause(timer, LOOK_AGAIN_MS)
      if (current.state !== 'judging') return
      session = await channel.session(WAIT_SECONDS)
    }
    tell({ event: 'looked', session })
  }

  async function offerLink(_: FlowState, tell: (event: FlowEvent) => void): Promise<void> {
    try {
      const { token } = await channel.offer()
      if (token === undefined) throw new ChannelError('answer-unreadable')
      tell({ event: 'offered', token })
      for (let waits = 0; waits < WAITS_PER_LINK && current.state === 'handover-offer'; waits += 1) {
        const { state } = await channel.handover(WAIT_SECONDS)
        if (state === 'claimed') return tell({ event: 'claimed' })
        if (state !== 'offered') await pause(timer, LOOK_AGAIN_MS)
      }
      tell({ event: 'lapsed' })
    } catch (error) {
      // Too many wrong numbers: this device goes on by itself.
      if (!isProblem(error, 'handover-invalid')) throw error
      tell({ event: 'stay' })
    }
  }

  async function checkNumber(
    { number }: StateOf<'handover-checking'>,
    tell: (event: FlowEvent) => void,
  ): Promise<void> {
    try {
      const { state } = await channel.typeNumber(number)
      if (state !== 'moved') return tell({ event: 'number-wrong' })
    } catch (error) {
      if (isProblem(error, 'handover-invalid')) return tell({ event: 'number-wrong' })
      // The answer to a right number was lost: by now the session is the other device's.
      if (!isProblem(error, 'signature-invalid')) throw error
    }
    tell({ event: 'moved', session: await channel.follow(0) })
  }

  async function lookOn(_: FlowState, tell: (event: FlowEvent) => void): Promise<void> {
    while (current.state === 'following') {
      await pause(timer, LOOK_AGAIN_MS)
      tell({ event: 'followed', session: await channel.follow(WAIT_SECONDS) })
    }
  }

  function finish(state: StateOf<'end'>): void {
    stopIdle()
    const { outcome, session } = state
    const decided = outcome === 'passed' || outcome === 'not-passed' || session === undefined
    // The service learns why the person left; the callback does not wait for that.
    if (!decided) channel.leave(FAILURES[outcome].code).catch(() => {})
    options.onEnd(outcome, session)
  }

  options.onState(current)
  watchIdle()
  enter(current)
  return { send, state: () => current }
}

/** The limits of client-sdk.md section 6, which come with the session. */
function limitOf(state: FlowState): number | undefined {
  if (state.state === 'document-camera') return state.session.config.documentTimeout * 1000
  if (state.state === 'face-ready') return state.session.config.faceTimeout * 1000
  if (state.state === 'face-capture') return (state.attempt.challenge?.totalMs ?? 0) + AFTER_CHALLENGE_MS
  return undefined
}

function isProblem(error: unknown, code: ChannelError['code']): boolean {
  return error instanceof ChannelError && error.code === code
}

function isUndecided(session: SessionView): boolean {
  return session.state === 'judging' || (session.state === 'capturing' && session.currentStep === undefined)
}
