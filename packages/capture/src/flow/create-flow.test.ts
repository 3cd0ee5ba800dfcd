import type { SessionView } from '@bonafide/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChannelError } from '../channel/channel-error.ts'
import type { Channel } from '../channel/create-channel.ts'
import { FAILURE_NAMES, type Outcome } from '../failures.ts'
import { createFlow, type Flow } from './create-flow.ts'
import type { FlowEvent, FlowState } from './flow-state.ts'

const config: SessionView['config'] = {
  showGuidePage: false,
  docScanMode: 'auto',
  showAlbumIcon: false,
  procedurePriority: 'url',
  documentTimeout: 20,
  faceTimeout: 20,
  maxAttempts: 10,
}
const steps: SessionView['steps'] = [{ id: 'document-01', kind: 'document', done: false }]
const capturing: SessionView = { state: 'capturing', steps, currentStep: 'document-01', config, nextSequence: 1 }
const judging: SessionView = { state: 'judging', steps, config, nextSequence: 5 }
const finished: SessionView = { ...judging, state: 'finished', result: { code: 1001 } }
const attempt = { attemptId: 'a', step: 'document-01', pieceBytes: 10, received: [] }

interface Run {
  readonly flow: Flow
  readonly ends: Outcome[]
  readonly left: number[]
  readonly timers: { readonly ms: number; readonly action: () => void; live: boolean }[]
  readonly until: (state: FlowState['state']) => Promise<void>
}

function run(channel: Partial<Channel>): Run {
  const ends: Outcome[] = []
  const left: number[] = []
  const timers: Run['timers'] = []
  const waiting = new Map<string, () => void>()
  let seen: string | undefined
  const flow = createFlow({
    channel: {
      open: async () => capturing,
      session: async () => finished,
      attempt: async () => attempt,
      upload: async () => judging,
      retake: async () => capturing,
      leave: async (code) => {
        left.push(code)
        return capturing
      },
      offer: async () => ({ state: 'offered', token: 'token' }),
      handover: async () => ({ state: 'claimed' }),
      typeNumber: async (number) => ({ state: number === 42 ? 'moved' : 'refused' }),
      claim: async () => ({ state: 'moved', number: 42 }),
      follow: () => Promise.reject(new ChannelError('signature-invalid')),
      ...channel,
    },
    timer: {
      after(ms, action) {
        const entry = { ms, action, live: true }
        timers.push(entry)
        return () => {
          entry.live = false
        }
      },
    },
    onState({ state }) {
      seen = state
      waiting.get(state)?.()
    },
    onEnd: (outcome) => ends.push(outcome),
  })
  const until = (state: string): Promise<void> =>
    seen === state ? Promise.resolve() : new Promise((resolve) => waiting.set(state, resolve))
  return { flow, ends, left, timers, until }
}

function sendPage({ flow }: Run): void {
  flow.send({ event: 'page-taken', page: { bytes: new Uint8Array([1]) } })
  flow.send({ event: 'page-approved' })
}

const ANSWERS: readonly (SessionView | Error)[] = [
  capturing,
  judging,
  finished,
  { ...judging, state: 'expired' },
  new ChannelError('network'),
  new ChannelError('transaction-taken'),
  new ChannelError('challenge-expired'),
  new TypeError('not a channel error'),
]

/** What people, cameras and clocks do; what the service answers is drawn beside it. */
const happening: fc.Arbitrary<FlowEvent | 'timer' | 'pass'> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<'timer' | 'pass'>('timer', 'pass', 'pass') },
  {
    weight: 12,
    arbitrary: fc.constantFrom<FlowEvent>(
      { event: 'start' },
      { event: 'page-taken', page: { bytes: new Uint8Array([1]) } },
      { event: 'page-approved' },
      { event: 'retake' },
      { event: 'face-started', withoutFlash: false },
      { event: 'face-captured', frames: [] },
      { event: 'retry' },
      { event: 'to-phone' },
      { event: 'number-typed', number: 42 },
      { event: 'number-typed', number: 41 },
      { event: 'stay' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ event: fc.constant('failed' as const), failure: fc.constantFrom(...FAILURE_NAMES) }),
  },
  { weight: 1, arbitrary: fc.constantFrom<FlowEvent>({ event: 'leave' }, { event: 'idle' }) },
)

describe('createFlow', () => {
  it('calls back exactly once and tells the service at most once, whatever happens in whatever order', async () => {
    const answer = fc.integer({ min: 0, max: ANSWERS.length - 1 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 20 }),
        fc.array(answer, { minLength: 1, maxLength: 8 }),
        async (happenings, answers) => {
          let asked = 0
          const next = async (): Promise<SessionView> => {
            const drawn = ANSWERS[answers[asked++ % answers.length] ?? 0]
            if (drawn === undefined || drawn instanceof Error) throw drawn
            return drawn
          }
          const started = run({ open: next, session: next, upload: next, follow: next })
          const { flow, ends, left, timers } = started
          for (const one of happenings) {
            if (one === 'timer') timers.find(({ live }) => live)?.action()
            else if (one !== 'pass') flow.send(one)
            await Promise.resolve()
          }
          flow.send({ event: 'leave' })
          expect(flow.state().state).toBe('end')
          for (const { action } of timers) action()
          await Promise.resolve()
          flow.send({ event: 'failed', failure: 'system' })
          expect(ends).toHaveLength(1)
          expect(left.length).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 5_000 },
    )
  })

  it('moves to a phone whose number was typed, looks on, and ends as the phone does', async () => {
    let looks = 0
    const follow = async (): Promise<SessionView> => (++looks === 1 ? capturing : finished)
    const started = run({ follow })
    await started.until('document-camera')
    started.flow.send({ event: 'to-phone' })
    await started.until('handover-number')
    started.flow.send({ event: 'number-typed', number: 41 })
    await started.until('handover-offer')
    expect(started.flow.state()).toMatchObject({ notice: 'number-wrong' })
    await started.until('handover-number')
    started.flow.send({ event: 'number-typed', number: 42 })
    await started.until('following')
    started.timers.find(({ ms, live }) => live && ms === 1_000)?.action()
    await started.until('end')
    expect(started.ends).toEqual(['not-passed'])
  })

  it('looks on after a reload when the session moved to a phone before', async () => {
    const started = run({
      open: () => Promise.reject(new ChannelError('transaction-taken')),
      follow: async () => capturing,
    })
    await started.until('following')
    expect(started.ends).toEqual([])
  })

  it('helps when a step takes longer than its limit, and breaks off only a challenge that nobody answers', async () => {
    const started = run({})
    await started.until('document-camera')
    started.timers.find(({ ms, live }) => live && ms === config.documentTimeout * 1000)?.action()
    expect(started.flow.state()).toMatchObject({ state: 'document-camera', notice: 'document-slow' })
  })

  it('opens, uploads, waits for the verdict and tells the end once', async () => {
    const started = run({})
    await started.until('document-camera')
    sendPage(started)
    await started.until('end')
    started.flow.send({ event: 'leave' })
    expect(started.ends).toEqual(['not-passed'])
    expect(started.left).toEqual([])
  })

  it('tells the service and the callback why the person left', async () => {
    const started = run({})
    await started.until('document-camera')
    started.flow.send({ event: 'failed', failure: 'camera-denied' })
    expect(started.ends).toEqual([])
    started.flow.send({ event: 'leave' })
    expect(started.ends).toEqual(['camera-denied'])
    expect(started.left).toEqual([1016])
  })

  it('ends with 1007 when another browser holds the transaction, and leaves it alone', async () => {
    const started = run({ open: () => Promise.reject(new ChannelError('transaction-taken')) })
    await started.until('end')
    expect(started.ends).toEqual(['transaction-taken'])
    expect(started.left).toEqual([])
  })

  it('says that the service was never reached when opening fails, and opens again on retry', async () => {
    let tries = 0
    const open = async (): Promise<SessionView> => {
      tries += 1
      if (tries === 1) throw new ChannelError('network')
      return capturing
    }
    const started = run({ open })
    await started.until('trouble')
    expect(started.flow.state()).toMatchObject({ failure: 'network-open' })
    started.flow.send({ event: 'retry' })
    await started.until('document-camera')
    expect(tries).toBe(2)
  })

  it('asks for the step again when the service refuses its material', async () => {
    const started = run({ upload: () => Promise.reject(new ChannelError('material-invalid')) })
    await started.until('document-camera')
    sendPage(started)
    expect(started.flow.state().state).toBe('uploading')
    await started.until('document-camera')
    expect(started.flow.state()).toMatchObject({ notice: 'refused' })
  })

  it('asks for the step of a page that is to be taken again, and reads anew where the service refuses', async () => {
    const [page] = steps
    const reading = { id: 'reading', kind: 'reading', done: false } as const
    const atReading = { ...capturing, steps: [...(page === undefined ? [] : [page]), reading], currentStep: 'reading' }
    const shown = { fields: [], mayEdit: true, retakes: [{ page: '01', step: 'document-01' }] } as const
    const asked: string[] = []
    const started = run({
      open: async () => atReading,
      attempt: async () => ({ ...attempt, step: 'reading', reading: shown }),
      retake: async (step) => {
        asked.push(step)
        if (asked.length === 1) throw new ChannelError('step-out-of-order')
        return capturing
      },
    })
    await started.until('reading-review')
    started.flow.send({ event: 'retake-page', pageStep: 'document-01' })
    await started.until('reading')
    await started.until('reading-review')
    expect(started.flow.state()).toMatchObject({ notice: 'again' })
    started.flow.send({ event: 'retake-page', pageStep: 'document-01' })
    await started.until('document-camera')
    expect(asked).toEqual(['document-01', 'document-01'])
  })

  it('drops what an abandoned piece of work brings', async () => {
    let finish: (session: SessionView) => void = () => {}
    const started = run({
      upload: () =>
        new Promise((resolve) => {
          finish = resolve
        }),
    })
    await started.until('document-camera')
    sendPage(started)
    started.flow.send({ event: 'leave' })
    finish(judging)
    await Promise.resolve()
    expect(started.flow.state()).toMatchObject({ state: 'end', outcome: 'left' })
    expect(started.ends).toEqual(['left'])
  })

  it('closes after fifteen minutes without an event', async () => {
    const started = run({})
    await started.until('document-camera')
    const idle = started.timers.filter(({ ms, live }) => live && ms === 15 * 60_000)
    expect(idle).toHaveLength(1)
    idle[0]?.action()
    expect(started.ends).toEqual(['idle'])
    expect(started.left).toEqual([1006])
  })
})
