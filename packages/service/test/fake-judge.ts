import type { Decision, DocumentReading } from '@bonafide/engine'
import type {
  FaceInspection,
  FaceSighting,
  Judge,
  JudgedDecision,
  JudgeRequest,
  ReadingRequest,
} from '../src/ports/judge.ts'

/** A decision as the engine would give it for a genuine person with a good passport. */
export const PASSED: Decision = {
  outcome: 'passed',
  policyId: 'default-1',
  models: [],
  findings: [{ check: 'portrait-match', outcome: 'passed', reasons: [], score: 91.44, measures: {}, regions: [] }],
  document: {
    type: 'GLB03002',
    fields: {
      documentCode: 'P',
      issuingState: 'UTO',
      surname: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      documentNumber: 'L898902C3',
      nationality: 'UTO',
      birthDate: '1974-08-12',
      sex: 'F',
      expiryDate: '2031-04-15',
    },
  },
  face: { attack: false, comparisonScore: 91.44, qualityScore: 80 },
}

/** What its judgements took, by stage. */
export const STAGES = { decode: 12, checks: 30 } as const

export interface FakeJudge extends Judge {
  readonly requests: JudgeRequest[]
  readonly readings: ReadingRequest[]
  /** Decides the next requests; it may throw. */
  decide: (request: JudgeRequest) => Decision | Promise<Decision>
  /** Reads the next documents; it may throw. */
  read: (request: ReadingRequest) => DocumentReading | Promise<DocumentReading>
  inspect: (bytes: Uint8Array) => FaceInspection
  describe: (bytes: Uint8Array) => FaceSighting
}

export function createFakeJudge(): FakeJudge {
  const requests: JudgeRequest[] = []
  const readings: ReadingRequest[] = []
  return {
    requests,
    readings,
    tellsLivingFaces: false,
    decide: () => PASSED,
    read: () => PASSED.document ?? { fields: {} },
    inspect: () => ({ facesSeen: 1, width: 480, height: 640, usable: true }),
    describe: () => ({ facesSeen: 0 }),
    async judge(request): Promise<JudgedDecision> {
      requests.push(request)
      const decision = await this.decide(request)
      const picture = new TextEncoder().encode('a face')
      return {
        decision,
        faceJpeg: picture,
        portraitJpeg: picture,
        stageMs: STAGES,
        pageJpegs: request.evidence.pages.map(({ page }) => ({ page, jpeg: picture })),
      }
    },
    async judgePictures(request) {
      requests.push(request)
      return this.decide(request)
    },
    async readDocument(request) {
      readings.push(request)
      return { reading: await this.read(request), models: [], judgedOn: request.judgedOn }
    },
    async inspectFace(bytes) {
      return this.inspect(bytes)
    },
    async describeFace(bytes) {
      return this.describe(bytes)
    },
    close: async () => undefined,
  }
}

export function notPassed(reason: NonNullable<Decision['reason']>, check = 'some-check'): Decision {
  const finding = { check, outcome: 'failed', reasons: [reason], measures: {}, regions: [] } as const
  return { ...PASSED, outcome: 'not-passed', reason, findings: [finding] }
}

export function forReview(reason: NonNullable<Decision['reason']>): Decision {
  const finding = { check: 'portrait-match', outcome: 'review', reasons: [reason], measures: {}, regions: [] } as const
  return { ...PASSED, outcome: 'review', reason, findings: [finding] }
}
