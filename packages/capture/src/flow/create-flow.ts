import type { SessionView } from '@bonafide/protocol'
import { consequenceOf } from '../channel/channel-error.ts'
import type { Channel } from '../channel/create-channel.ts'
import { pause, type Timer } from '../channel/ports.ts'
import { FAILURES, type Outcome } from '../failures.ts'
import { changesTooFast } from '../frames/challenge-moment.ts'
import type { FlowEvent, FlowState, StateOf } from './flow-state.ts'
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
    const entered = next.state !== current.state || event.event === 'retry' || event.event === 'looked'
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
    if (state.state === 'uploading') ask(state, upload)
    if (state.state === 'judging') ask(state, look)
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
    tell({ event: 'opened', session: await channel.open(options.protocol) })
  }

  async function challenge(state: StateOf<'face-asking'>, tell: (event: FlowEvent) => void): Promise<void> {
    const attempt = await channel.attempt(state.step.id, { withoutFlash: state.withoutFlash })
    const tooFast = attempt.challenge !== undefined && changesTooFast(attempt.challenge)
    tell(tooFast ? { event: 'failed', failure: 'colours-too-fast' } : { event: 'challenged', attempt })
  }

  async function upload(state: StateOf<'uploading'>, tell: (event: FlowEvent) => void): Promise<void> {
    const attempt = state.attempt ?? (await channel.attempt(state.step.id))
    tell({ event: 'attempted', attempt })
    const onProgress = (share01: number): void => tell({ event: 'progress', share01 })
    tell({ event: 'accepted', session: await channel.upload({ attempt, material: state.material, onProgress }) })
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

function isUndecided(session: SessionView): boolean {
  return session.state === 'judging' || (session.state === 'capturing' && session.currentStep === undefined)
}
