import { type AttemptView, parseClaims, type SessionView, unpackMaterial } from '@bonafide/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAILURE_NAMES, FAILURES, NOTICES } from '../failures.ts'
import { entries } from '../locales/index.gen.ts'
import type { FlowEvent, FlowState, StateName } from './flow-state.ts'
import { advance, FLOW_TABLE } from './flow-table.ts'

const config: SessionView['config'] = {
  showGuidePage: true,
  docScanMode: 'auto',
  showAlbumIcon: true,
  procedurePriority: 'url',
  documentTimeout: 20,
  faceTimeout: 20,
  maxAttempts: 10,
}
const steps: SessionView['steps'] = [
  { id: 'document-01', kind: 'document', done: false },
  { id: 'reading', kind: 'reading', done: false },
  { id: 'face', kind: 'face', done: false },
]
const atDocument: SessionView = { state: 'capturing', steps, currentStep: 'document-01', config, nextSequence: 1 }
const atReading: SessionView = { ...atDocument, currentStep: 'reading' }
const atFace: SessionView = { ...atDocument, currentStep: 'face' }
const judging: SessionView = { state: 'judging', steps, config, nextSequence: 9 }
const passed: SessionView = { ...judging, state: 'finished', result: { code: 1000 } }
const failed: SessionView = { ...judging, state: 'finished', result: { code: 1001 } }
const expired: SessionView = { ...judging, state: 'expired' }
const attempt = { attemptId: 'a', step: 'face', pieceBytes: 1000, received: [] }
const withReading: AttemptView = {
  ...attempt,
  step: 'reading',
  reading: {
    fields: [{ page: '01', name: 'surname', field: 'surname', value: 'ERIKSSON' }],
    mayEdit: true,
    retakes: [{ page: '01', step: 'document-01' }],
  },
}

const session = fc.constantFrom(atDocument, atReading, atFace, judging, passed, failed, expired)
const forward: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.record({
    event: fc.constantFrom(
      'opened' as const,
      'accepted' as const,
      'looked' as const,
      'moved' as const,
      'followed' as const,
      'reopened' as const,
    ),
    session,
  }),
  fc.record({ event: fc.constantFrom('to-phone' as const, 'lapsed' as const, 'claimed' as const, 'stay' as const) }),
  fc.constant({ event: 'number-typed' as const, number: 42 }),
  fc.record({ event: fc.constantFrom('number-wrong' as const, 'offered' as const), token: fc.constant('t') }),
  fc.record({
    event: fc.constantFrom('start' as const, 'retake' as const, 'page-approved' as const, 'retry' as const),
  }),
  fc.record({ event: fc.constant('face-started' as const), withoutFlash: fc.boolean() }),
  fc.constant({ event: 'page-taken' as const, page: { bytes: new Uint8Array([1]) } }),
  fc.record({ event: fc.constantFrom('challenged' as const, 'attempted' as const), attempt: fc.constant(attempt) }),
  fc.record({ event: fc.constant('pages-read' as const), attempt: fc.constantFrom<AttemptView>(attempt, withReading) }),
  fc.constant({ event: 'edited' as const, claims: { '01': { surname: 'ERIKSEN' } } }),
  fc.constant({ event: 'reading-confirmed' as const }),
  fc.constant({ event: 'retake-page' as const, pageStep: 'document-01' }),
  fc.constant({ event: 'face-captured' as const, frames: [{ bytes: new Uint8Array([1]), atMs: 0 }] }),
  fc.record({ event: fc.constant('repeat' as const), notice: fc.constantFrom(...NOTICES) }),
  fc.record({ event: fc.constant('progress' as const), share01: fc.double({ min: 0, max: 1, noNaN: true }) }),
)
/** Mostly forward: an end comes soon enough by itself. */
const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  { weight: 30, arbitrary: forward },
  {
    weight: 2,
    arbitrary: fc.record({ event: fc.constant('failed' as const), failure: fc.constantFrom(...FAILURE_NAMES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ event: fc.constantFrom('leave' as const, 'idle' as const, 'overdue' as const) }),
  },
)

const walk = (events: readonly FlowEvent[]): FlowState => events.reduce(advance, { state: 'loading' } as FlowState)

/** What a patient person and a service that works do next in a state. */
const HELPFUL: Readonly<Record<StateName, FlowEvent>> = {
  loading: { event: 'opened', session: atDocument },
  guide: { event: 'start' },
  'document-camera': { event: 'page-taken', page: { bytes: new Uint8Array([1]) } },
  'document-review': { event: 'page-approved' },
  reading: { event: 'pages-read', attempt: withReading },
  'reading-review': { event: 'reading-confirmed' },
  retaking: { event: 'reopened', session: atDocument },
  'face-ready': { event: 'face-started', withoutFlash: false },
  'face-asking': { event: 'challenged', attempt },
  'face-capture': { event: 'face-captured', frames: [{ bytes: new Uint8Array([1]), atMs: 0 }] },
  uploading: { event: 'accepted', session: judging },
  judging: { event: 'looked', session: passed },
  'handover-offer': { event: 'claimed' },
  'handover-number': { event: 'number-typed', number: 42 },
  'handover-checking': { event: 'moved', session: atFace },
  following: { event: 'followed', session: passed },
  trouble: { event: 'retry' },
  end: { event: 'start' },
}
/** The longest way: trouble while loading, guide, a page, its upload, the verdict. */
const LONGEST_WAY = 8

describe('the flow table', () => {
  it('can still be passed from every state that events can lead to, short of its end', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const before = walk(events)
        let state = before
        for (let turn = 0; turn < LONGEST_WAY; turn += 1) state = advance(state, HELPFUL[state.state])
        expect(state).toMatchObject(before.state === 'end' ? before : { state: 'end', outcome: 'passed' })
      }),
      { numRuns: 5_000 },
    )
  })

  it('lets the person leave from every state that events can lead to, and then stays at the end', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), event, (events, later) => {
        const left = advance(walk(events), { event: 'leave' })
        expect(left.state).toBe('end')
        expect(advance(left, later)).toBe(left)
      }),
      { numRuns: 5_000 },
    )
  })

  it('takes every failure to a screen that can be tried again, or to the end with just that failure', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), fc.constantFrom(...FAILURE_NAMES), (events, failure) => {
        const before = walk(events)
        const after = advance(before, { event: 'failed', failure })
        if (before.state === 'end') {
          expect(after).toBe(before)
          return
        }
        if (!FAILURES[failure].retry) {
          expect(after).toMatchObject({ state: 'end', outcome: failure })
          return
        }
        expect(after).toMatchObject({ state: 'trouble', failure })
        expect(advance(after, { event: 'leave' })).toMatchObject({ state: 'end', outcome: failure })
        expect(advance(after, { event: 'retry' }).state).not.toBe('trouble')
      }),
      { numRuns: 5_000 },
    )
  })

  it('has a way on from every state besides leaving', () => {
    const names = Object.keys(FLOW_TABLE) as StateName[]
    const common = ['failed', 'leave', 'idle']
    const deadEnds = names.filter((name) => Object.keys(FLOW_TABLE[name]).every((event) => common.includes(event)))
    expect(deadEnds).toEqual(['end'])
  })

  it('reaches every state', () => {
    const events: FlowEvent[] = [
      ...[atDocument, atReading, atFace, judging, passed].flatMap((next): FlowEvent[] => [
        { event: 'opened', session: next },
        { event: 'accepted', session: next },
      ]),
      { event: 'start' },
      { event: 'to-phone' },
      { event: 'claimed' },
      { event: 'number-typed', number: 42 },
      { event: 'moved', session: atFace },
      { event: 'page-taken', page: { bytes: new Uint8Array([1]) } },
      { event: 'page-approved' },
      { event: 'pages-read', attempt: withReading },
      { event: 'reading-confirmed' },
      { event: 'retake-page', pageStep: 'document-01' },
      { event: 'face-started', withoutFlash: false },
      { event: 'challenged', attempt },
      { event: 'failed', failure: 'network' },
    ]
    const seen = new Map<StateName, FlowState>([['loading', { state: 'loading' }]])
    for (const state of seen.values()) {
      for (const next of events.map((candidate) => advance(state, candidate))) {
        if (!seen.has(next.state)) seen.set(next.state, next)
      }
    }
    expect([...seen.keys()].sort()).toEqual(Object.keys(FLOW_TABLE).sort())
  })

  it('leads the plain way from loading to the verdict', () => {
    const way: FlowEvent[] = [
      { event: 'opened', session: atDocument },
      { event: 'start' },
      { event: 'page-taken', page: { bytes: new Uint8Array([1, 2]) } },
      { event: 'page-approved' },
      { event: 'accepted', session: atFace },
      { event: 'face-started', withoutFlash: false },
      { event: 'challenged', attempt },
      { event: 'face-captured', frames: [{ bytes: new Uint8Array([1]), atMs: 0 }] },
      { event: 'accepted', session: judging },
      { event: 'looked', session: passed },
    ]
    const states = way.map((_, index) => walk(way.slice(0, index + 1)).state)
    expect(states).toEqual([
      'guide',
      'document-camera',
      'document-review',
      'uploading',
      'face-ready',
      'face-asking',
      'face-capture',
      'uploading',
      'judging',
      'end',
    ])
    expect(walk(way)).toMatchObject({ outcome: 'passed' })
  })

  it('goes on at the step of the service after a reload, without the guide', () => {
    const done = steps.map((step, index) => ({ ...step, done: index === 0 }))
    const state = walk([{ event: 'opened', session: { ...atFace, steps: done } }])
    expect(state).toMatchObject({ state: 'face-ready', notice: 'resumed' })
  })

  it('keeps the attempt of a broken upload, so that sending goes on where it stopped', () => {
    const state = walk([
      { event: 'opened', session: atDocument },
      { event: 'start' },
      { event: 'page-taken', page: { bytes: new Uint8Array([1]) } },
      { event: 'page-approved' },
      { event: 'attempted', attempt },
      { event: 'failed', failure: 'network' },
      { event: 'retry' },
    ])
    expect(state).toMatchObject({ state: 'uploading', attempt })
  })

  it('sends what the person says was read wrongly, and nothing where nothing was read or may be said', () => {
    const claimed = { '01': { surname: 'ERIKSEN' } }
    const sent = (read: AttemptView): unknown => {
      const state = walk([
        { event: 'opened', session: atReading },
        { event: 'start' },
        { event: 'pages-read', attempt: read },
        { event: 'edited', claims: claimed },
        { event: 'reading-confirmed' },
      ])
      if (state.state !== 'uploading') return state.state
      return parseClaims(unpackMaterial(state.material).parts[0] ?? new Uint8Array())
    }
    const onlyShown = {
      ...withReading,
      reading: { fields: withReading.reading?.fields ?? [], mayEdit: false, retakes: [] },
    }
    expect([withReading, onlyShown, attempt].map(sent)).toEqual([claimed, {}, {}])
  })

  it('takes a page of what was read again where an attempt is left, and nothing else', () => {
    const reviewing: readonly FlowEvent[] = [
      { event: 'opened', session: atReading },
      { event: 'start' },
      { event: 'pages-read', attempt: withReading },
    ]
    const after = (...events: readonly FlowEvent[]) => walk([...reviewing, ...events])
    const retake: FlowEvent = { event: 'retake-page', pageStep: 'document-01' }
    expect(after({ event: 'retake-page', pageStep: 'face' }).state).toBe('reading-review')
    expect(after(retake)).toMatchObject({ state: 'retaking', pageStep: 'document-01' })
    expect(after(retake, { event: 'reopened', session: atDocument })).toMatchObject({
      state: 'document-camera',
      step: { id: 'document-01' },
    })
    expect(after(retake, { event: 'repeat', notice: 'again' }).state).toBe('reading')
    const again = after(retake, { event: 'failed', failure: 'network' }, { event: 'retry' })
    expect(again).toMatchObject({ state: 'retaking', pageStep: 'document-01' })
  })

  it('has a text for every state, failure and notice in every language', () => {
    const keys = [
      ...Object.keys(FLOW_TABLE).map((name) => `state.${name}`),
      ...FAILURE_NAMES.flatMap((name) => [`failure.${name}.title`, `failure.${name}.help`]),
      ...NOTICES.map((name) => `notice.${name}`),
    ]
    const missing = entries.flatMap(({ code, texts }) => {
      const known: Readonly<Record<string, string>> = texts
      return keys.filter((key) => (known[key] ?? '').trim() === '').map((key) => `${code}: ${key}`)
    })
    expect(missing).toEqual([])
  })
})
