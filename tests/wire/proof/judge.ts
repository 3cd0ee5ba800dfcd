import { type Judge, JudgingFailed } from '@bonafide/service'
import { planted } from '@bonafide/testing'
import { createTestJudge } from '../test-judge.ts'

/** What a picture of these tests does to whoever looks at it; its last byte says which. */
export const PICTURES = { person: 1, nobody: 2, broken: 3, busy: 4, poor: 5 } as const

/** The start of a JPEG of 480 by 640 with something planted in its comment, and what it stands for. */
export function pictureOf(kind: keyof typeof PICTURES): Uint8Array {
  const frame = [0xff, 0xc0, 0, 17, 8, 2, 128, 1, 224, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
  const text = Buffer.from(planted('picture'))
  const comment = [0xff, 0xfe, 0, text.length + 2, ...text]
  return Uint8Array.from([0xff, 0xd8, ...comment, ...frame, 0xff, 0xd9, PICTURES[kind]])
}

const FACE = {
  quality: { score: 80, sharpness: 80, illumination: 80, reasons: [] },
  eyeDistancePx: 100,
  template: {
    model: { id: 'test', sha256: '00' },
    values: new Float32Array(128).fill(0.1),
    calibration: [
      { distance: 0, score: 100 },
      { distance: 1, score: 0 },
    ],
  },
}

const NETWORK = {
  check: 'picture-network',
  outcome: 'passed',
  reasons: [],
  measures: { realScore: 0.9, attackScore: 12 },
  regions: [],
} as const

/** So that there is something to ask for: age, sex, qualities, what a network thinks of the face, a device. */
const ATTRIBUTES = { ageYears: 33.2, sex: 'female', sexShare01: 0.98 } as const
const SEEN = [
  {
    check: 'picture-face',
    outcome: 'passed',
    reasons: [],
    measures: { quality: 80, illumination: 70, sharpness: 60, covered: 0 },
    regions: [],
  },
  NETWORK,
] as const
const FORGERY = {
  check: 'forgery-signs',
  outcome: 'passed',
  reasons: [],
  measures: { 'page01-screenPeak': 1, 'page01-colour': 1 },
  regions: [],
} as const
const DEVICE = { decides: true, threats: [], decision: 'accept', score: 0, token: 'good' } as const

const NO_FACE = {
  check: 'picture-face',
  outcome: 'not-judged',
  reasons: ['no-face'],
  measures: {},
  regions: [],
} as const

/** Looks at nothing but the last byte: these tests are about what the wire says of it. */
export function createProofJudge(): Judge {
  const plain = createTestJudge()
  const look = (bytes: Uint8Array): 'person' | 'nobody' => {
    if (bytes.at(-1) === PICTURES.broken) throw new JudgingFailed('picture-unreadable')
    if (bytes.at(-1) === PICTURES.busy) throw new JudgingFailed('judging-busy')
    return bytes.at(-1) === PICTURES.nobody ? 'nobody' : 'person'
  }
  return {
    ...plain,
    tellsLivingFaces: true,
    judge: async (request) => {
      const judged = await plain.judge(request)
      const { device, documentDemands } = request.evidence
      const findings = [...judged.decision.findings, ...(documentDemands?.forgerySigns === true ? [FORGERY] : [])]
      return {
        ...judged,
        decision: { ...judged.decision, findings, ...(device?.decides === true ? { device: DEVICE } : {}) },
      }
    },
    judgePictures: async (request) => {
      const { pages, referenceFace, attributesAsked } = request.evidence
      for (const { bytes } of pages) look(bytes)
      const decision = await plain.judgePictures(request)
      if (referenceFace === undefined || look(referenceFace) === 'person')
        return {
          ...decision,
          findings: [...decision.findings, ...SEEN],
          face: { attack: false, ...(attributesAsked === true ? { attributes: ATTRIBUTES } : {}) },
        }
      return { ...decision, outcome: 'not-passed', reason: 'no-face', findings: [NO_FACE] }
    },
    inspectFace: async (bytes) => ({
      facesSeen: look(bytes) === 'person' ? 1 : 0,
      width: 480,
      height: 640,
      usable: true,
    }),
    describeFace: async (bytes, { attributes, living }) => {
      if (look(bytes) === 'nobody') return { facesSeen: 0 }
      const quality = bytes.at(-1) === PICTURES.poor ? { ...FACE.quality, score: 30 } : FACE.quality
      return {
        facesSeen: 1,
        face: {
          ...FACE,
          quality,
          ...(attributes ? { attributes: ATTRIBUTES } : {}),
          ...(living ? { living: NETWORK } : {}),
        },
        jpeg: bytes,
      }
    },
  }
}
