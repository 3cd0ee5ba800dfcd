import { type AttemptView, type Claims, packClaims, packMaterial, type SessionView } from '@bonafide/protocol'
import { FAILURES, type NoticeName } from '../failures.ts'
import type { EventName, EventOf, FlowEvent, FlowState, StateName, StateOf } from './flow-state.ts'

type Row<S extends StateName> = { readonly [E in EventName]?: (state: StateOf<S>, event: EventOf<E>) => FlowState }

/** What can happen in every state but the end. */
const ANYWHERE = {
  failed: (state: FlowState, { failure }: EventOf<'failed'>): FlowState =>
    FAILURES[failure].retry
      ? { state: 'trouble', failure, back: wayBack(state), ...sessionOf(state) }
      : end(failure, state),
  leave: (state: FlowState): FlowState => end('left', state),
  idle: (state: FlowState): FlowState => end('idle', state),
}

/** In states that wait for the person, who may rather go on with a phone. */
const MOVABLE = {
  'to-phone': (state: FlowState & { readonly session: SessionView }): FlowState => ({
    state: 'handover-offer',
    session: state.session,
    back: state,
  }),
}

/**
 * The capture flow: rows are states, columns the events that move them. An event without an entry changes nothing.
 * Several steps of one kind run through the same rows; which step comes next is always the service's word.
 */
export const FLOW_TABLE: { readonly [S in StateName]: Row<S> } = {
  loading: {
    ...ANYWHERE,
    opened: (_, { session }) => {
      const fresh = session.state === 'capturing' && session.steps.every((step) => !step.done)
      if (fresh && session.config.showGuidePage) return { state: 'guide', session }
      return follow(session, fresh ? undefined : 'resumed')
    },
    moved: (_, { session }) => lookOn(session),
  },
  guide: { ...ANYWHERE, ...MOVABLE, start: ({ session }) => follow(session) },
  'document-camera': {
    ...ANYWHERE,
    ...MOVABLE,
    'page-taken': ({ session, step }, { page }) => ({ state: 'document-review', session, step, page }),
    repeat: (state, { notice }) => ({ ...state, notice }),
    overdue: (state) => ({ ...state, notice: 'document-slow' }),
  },
  'document-review': {
    ...ANYWHERE,
    retake: ({ session, step }) => ({ state: 'document-camera', session, step }),
    'page-approved': ({ session, step, page }) => ({
      state: 'uploading',
      session,
      step,
      material: packMaterial({ kind: 'document', sizes: [page.bytes.length] }, [page.bytes]),
      share01: 0,
    }),
  },
  reading: {
    ...ANYWHERE,
    'pages-read': (state, { attempt }) => {
      const { reading } = attempt
      if (reading === undefined) return send(state, attempt, {})
      const { session, step, notice } = state
      const at = { session, step, ...(notice === undefined ? {} : { notice }) }
      return { state: 'reading-review', ...at, attempt, reading, claims: {} }
    },
    // Reading is asked for again at once, so that a refusal that stays would go round for ever.
    repeat: (state) => ({ state: 'trouble', failure: 'system', back: state, session: state.session }),
  },
  'reading-review': {
    ...ANYWHERE,
    edited: (state, { claims }) => (state.reading.mayEdit ? { ...state, claims } : state),
    'reading-confirmed': (state) => send(state, state.attempt, state.claims),
    'retake-page': (state, { pageStep }) => {
      const { session, step, reading } = state
      const may = reading.retakes.some((page) => page.step === pageStep)
      return may ? { state: 'retaking', session, step, pageStep } : state
    },
  },
  retaking: {
    ...ANYWHERE,
    reopened: (_, { session }) => follow(session),
    // The service says that the step is not due; what was read is asked for again.
    repeat: ({ session, step }, { notice }) => ({ state: 'reading', session, step, notice }),
  },
  'face-ready': {
    ...ANYWHERE,
    ...MOVABLE,
    'face-started': ({ session, step }, { withoutFlash }) => ({ state: 'face-asking', session, step, withoutFlash }),
    repeat: (state, { notice }) => ({ ...state, notice }),
    overdue: (state) => ({ ...state, notice: 'face-slow' }),
  },
  'face-asking': {
    ...ANYWHERE,
    challenged: ({ session, step }, { attempt }) => ({ state: 'face-capture', session, step, attempt }),
    repeat: ({ session }, { notice }) => follow(session, notice),
  },
  'face-capture': {
    ...ANYWHERE,
    'face-captured': ({ session, step, attempt }, { frames, clip }) => ({
      state: 'uploading',
      session,
      step,
      attempt,
      ...(clip === undefined ? {} : { clip }),
      material: packMaterial(
        {
          kind: 'face',
          challengeId: attempt.challenge?.id ?? '',
          sizes: frames.map((frame) => frame.bytes.length),
          atMs: frames.map((frame) => frame.atMs),
        },
        frames.map((frame) => frame.bytes),
      ),
      share01: 0,
    }),
    repeat: ({ session, step }, { notice }) => ({ state: 'face-ready', session, step, notice }),
    overdue: ({ session, step }) => ({ state: 'face-ready', session, step, notice: 'too-slow' }),
  },
  uploading: {
    ...ANYWHERE,
    attempted: (state, { attempt }) => ({ ...state, attempt }),
    progress: (state, { share01 }) => ({ ...state, share01 }),
    accepted: ({ step }, { session }) => follow(session, session.currentStep === step.id ? 'again' : undefined),
    repeat: ({ session }, { notice }) => follow(session, notice),
  },
  judging: {
    ...ANYWHERE,
    looked: (_, { session }) => follow(session, 'again'),
  },
  'handover-offer': {
    ...ANYWHERE,
    offered: (state, { token }) => ({ ...state, token }),
    lapsed: ({ state, session, back }) => ({ state, session, back }),
    claimed: ({ session, back }) => ({ state: 'handover-number', session, back }),
    stay: ({ back }) => back,
  },
  'handover-number': {
    ...ANYWHERE,
    'number-typed': ({ session, back }, { number }) => ({ state: 'handover-checking', session, back, number }),
    stay: ({ back }) => back,
  },
  'handover-checking': {
    ...ANYWHERE,
    'number-wrong': ({ session, back }) => ({ state: 'handover-offer', session, back, notice: 'number-wrong' }),
    moved: (_, { session }) => lookOn(session),
  },
  following: {
    ...ANYWHERE,
    followed: (_, { session }) => lookOn(session),
  },
  trouble: {
    ...ANYWHERE,
    'to-phone': (state) =>
      state.session === undefined
        ? state
        : { state: 'handover-offer', session: state.session, back: asideOf(state.back) },
    retry: ({ back }) => back,
    'page-taken': (state, event) => {
      const camera = state.back.state === 'document-camera' ? state.back : undefined
      return camera === undefined ? state : { ...camera, state: 'document-review', page: event.page }
    },
    failed: (state, { failure }) => (FAILURES[failure].retry ? { ...state, failure } : end(failure, state)),
    leave: (state) => end(state.failure, state),
  },
  end: {},
}

/** The next state; the same object when the event means nothing here. */
export function advance(state: FlowState, event: FlowEvent): FlowState {
  const row: Partial<Record<EventName, (state: never, event: never) => FlowState>> = FLOW_TABLE[state.state]
  const move = row[event.event]
  return move === undefined ? state : move(state as never, event as never)
}

/** On with what the person says of what was read. */
function send(
  { session, step }: StateOf<'reading' | 'reading-review'>,
  attempt: AttemptView,
  claims: Claims,
): FlowState {
  return { state: 'uploading', session, step, attempt, material: packClaims(claims), share01: 0 }
}

/** Where the service's view of the session leads. */
function follow(session: SessionView, notice?: NoticeName): FlowState {
  if (session.state === 'expired') return { state: 'end', outcome: 'transaction-expired', session }
  if (session.state === 'finished') {
    return { state: 'end', outcome: session.result?.code === 1000 ? 'passed' : 'not-passed', session }
  }
  const step = session.steps.find((candidate) => candidate.id === session.currentStep)
  if (session.state === 'judging' || step === undefined) return { state: 'judging', session }
  const at = { session, step, ...(notice === undefined ? {} : { notice }) }
  return { state: FIRST_STATES[step.kind], ...at }
}

const FIRST_STATES = { document: 'document-camera', reading: 'reading', face: 'face-ready' } as const

/** The session as another device has it: over, or still under way. */
function lookOn(session: SessionView): FlowState {
  const over = session.state === 'expired' || session.state === 'finished'
  return over ? follow(session) : { state: 'following', session }
}

/** What lies beside the way is not come back to. */
function asideOf(state: FlowState): FlowState {
  const aside =
    state.state === 'handover-offer' || state.state === 'handover-number' || state.state === 'handover-checking'
  return aside ? state.back : state
}

/** Where "try again" leads: a broken capture starts anew, an upload goes on where it stopped. */
function wayBack(state: FlowState): FlowState {
  if (state.state !== 'face-asking' && state.state !== 'face-capture') return asideOf(state)
  return { state: 'face-ready', session: state.session, step: state.step }
}

function end(outcome: StateOf<'end'>['outcome'], state: FlowState): FlowState {
  return { state: 'end', outcome, ...sessionOf(state) }
}

function sessionOf(state: FlowState): { readonly session?: SessionView } {
  return 'session' in state && state.session !== undefined ? { session: state.session } : {}
}
