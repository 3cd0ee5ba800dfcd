import type { DeviceEvidence, StepReport, TokenState } from './device-report.ts'
import { SIGNS } from './signs.ts'
import { ALL_THREATS, THREATS, type Threat, type ThreatWeight, type ThreatWeights } from './threats.ts'

/** What the device is worth. */
export interface DeviceRisk {
  /** Whether it decided along; else it is known and nothing more. */
  readonly decides: boolean
  readonly threats: readonly Threat[]
  readonly decision: 'accept' | 'review' | 'reject'
  /** 0-100, higher is riskier. A rank of the decision, not a probability: nothing was measured that would give one. */
  readonly score: number
  /** The worst of the tokens that came with the evidence. */
  readonly token: TokenState
}

const TOKEN_THREATS: Readonly<Record<TokenState, Threat | undefined>> = {
  good: undefined,
  expired: 'token-expired',
  missing: 'token-missing',
  invalid: 'token-invalid',
  foreign: 'token-foreign',
  tampered: 'token-tampered',
}
const FROM_GOOD_TO_WORST = Object.keys(TOKEN_THREATS) as readonly TokenState[]

const NOTHING_REPORTED: StepReport = { token: 'missing', needsCamera: false }

/** 60 is where every score of the wire turns. */
const SCORES = { reject: 90, review: 60, record: 30, none: 0 } as const

/** The threats that the reports of all steps show, and what a tenant's weights make of them. */
export function judgeDevice({ decides, steps, claims }: DeviceEvidence, weights: ThreatWeights = {}): DeviceRisk {
  // A device that never reported is one whose token is missing.
  const reported = steps.length === 0 ? [NOTHING_REPORTED] : steps
  const found = new Set(reported.flatMap((step) => threatsOf(step, claims)))
  const threats = ALL_THREATS.filter((threat) => found.has(threat))
  const worst = heaviest(threats.map((threat) => weights[threat] ?? THREATS[threat]))
  return {
    decides,
    threats,
    decision: worst === 'reject' || worst === 'review' ? worst : 'accept',
    score: SCORES[worst ?? 'none'],
    token: FROM_GOOD_TO_WORST.findLast((state) => reported.some(({ token }) => token === state)) ?? 'missing',
  }
}

/**
 * Whether the device lets a person be believed who was not asked for the light of the screen: it decides, nothing speaks
 * against it, and a camera of its own took the face.
 */
export function vouchesForCamera(device: DeviceEvidence | undefined, weights?: ThreatWeights): boolean {
  if (device?.decides !== true) return false
  const filmed = device.steps.some(({ needsCamera, report }) => needsCamera && report?.camera?.source === 'device')
  return filmed && judgeDevice(device, weights).threats.length === 0
}

function threatsOf(step: StepReport, claims: DeviceEvidence['claims']): readonly Threat[] {
  const { report, token } = step
  const ofToken = TOKEN_THREATS[token]
  const shown = report === undefined ? [] : SIGNS.filter(({ seen }) => seen(report, step, claims))
  return [...(ofToken === undefined ? [] : [ofToken]), ...shown.map(({ threat }) => threat)]
}

function heaviest(weights: readonly ThreatWeight[]): ThreatWeight | undefined {
  return (['reject', 'review', 'record'] as const).find((weight) => weights.includes(weight))
}
