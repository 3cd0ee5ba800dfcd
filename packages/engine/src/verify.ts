import { judgeDevice } from './device/judge-device.ts'
import { type EstimatedAttributes, estimateAttributes } from './face/estimate-attributes.ts'
import type { ObservedFace } from './face/face-description.ts'
import type { FaceTrack } from './face/face-track.ts'
import { summariseFace } from './face/summarise-face.ts'
import type { Picture } from './image/picture.ts'
import type { Models, Tools } from './ports.ts'
import type { Check } from './verification/check.ts'
import { decideHead } from './verification/decide.ts'
import type { Decision } from './verification/decision.ts'
import type { DocumentReading } from './verification/document-reading.ts'
import { asksForFields, type Evidence } from './verification/evidence.ts'
import { type Examination, examine } from './verification/examination.ts'
import type { Finding } from './verification/finding.ts'
import { makeFinding } from './verification/make-finding.ts'
import type { Policy } from './verification/policy.ts'

const NETWORKS = [
  'faceDetector',
  'faceMesh',
  'faceEyes',
  'faceEmbedder',
  'mrzReader',
  'textDetector',
  'textReader',
] as const satisfies readonly (keyof Models)[]

/** The checks of one product in their order, with the thresholds that apply. */
export interface Plan {
  readonly checks: readonly Check[]
  readonly policy: Policy
}

/**
 * Judges evidence by a plan. Deterministic for the same bytes, models and policy.
 * A check that throws becomes a finding of its own: whatever cannot be decided does not pass.
 */
export async function verify(plan: Plan, evidence: Evidence, tools: Tools): Promise<Decision> {
  const examination = examine(evidence, tools)
  const findings: Finding[] = []
  for (const check of plan.checks.filter(({ applies }) => applies?.(tools) ?? true)) {
    if (check.isAsked?.(evidence) === false) continue
    const finding = await runCheck(check, examination, plan.policy, tools)
    findings.push(finding)
    if (check.stopsOnFailure && (finding.outcome === 'failed' || finding.outcome === 'not-judged')) break
  }
  return conclude(plan.policy, examination, findings, tools)
}

async function runCheck(check: Check, examination: Examination, policy: Policy, tools: Tools): Promise<Finding> {
  try {
    return await check.run(examination, policy, tools)
  } catch (error) {
    tools.onProblem?.(check.id, error)
    return makeFinding(check.id, 'not-judged', ['system-error'])
  }
}

async function conclude(
  policy: Policy,
  examination: Examination,
  findings: readonly Finding[],
  tools: Tools,
): Promise<Decision> {
  const { evidence } = examination
  const { models } = tools
  const document = evidence.pages.length > 0 ? await examination.document().catch(() => undefined) : undefined
  const track = evidence.face === undefined ? undefined : await examination.faceTrack().catch(() => undefined)
  const attributes = evidence.attributesAsked === true ? await attributesOf(examination, track, tools) : undefined
  return {
    ...decideHead(findings, policy),
    findings,
    ...(document === undefined ? {} : { document: asksForFields(evidence) ? document : withoutFields(document) }),
    ...(track === undefined && attributes === undefined
      ? {}
      : { face: { ...summariseFace(track, findings), ...(attributes === undefined ? {} : { attributes }) } }),
    ...(evidence.device === undefined ? {} : { device: judgeDevice(evidence.device, policy.threats) }),
    models: [
      ...NETWORKS.map((name) => models[name]),
      ...(models.antiSpoof === undefined ? [] : [models.antiSpoof]),
      ...(attributes === undefined || models.faceAttributes === undefined ? [] : [models.faceAttributes]),
      ...(evidence.documentDemands?.forgerySigns !== true || models.editFinder === undefined
        ? []
        : [models.editFinder]),
    ].map(({ id, sha256 }) => ({ id, sha256 })),
  }
}

/** What cannot be estimated is left out: no verdict hangs on it. */
async function attributesOf(
  examination: Examination,
  track: FaceTrack | undefined,
  tools: Tools,
): Promise<EstimatedAttributes | undefined> {
  try {
    const seen = track === undefined ? await referenceSeen(examination) : bestSeen(track)
    return seen === undefined ? undefined : await estimateAttributes(seen.picture, seen.face, tools)
  } catch (error) {
    tools.onProblem?.('face-attributes', error)
    return undefined
  }
}

interface SeenFace {
  readonly picture: Picture
  readonly face: ObservedFace
}

/** The frame that is compared, too. */
function bestSeen({ best, clip }: FaceTrack): SeenFace | undefined {
  const picture = best === undefined ? undefined : clip.frames[best.frameIndex]?.picture
  return best === undefined || picture === undefined ? undefined : { picture, face: best.face }
}

async function referenceSeen({ evidence, reference }: Examination): Promise<SeenFace | undefined> {
  const [picture, described] = [evidence.referenceFace, await reference()]
  return described === undefined || picture === undefined ? undefined : { picture, face: described.face }
}

/** Where nobody asked what the document says, nothing of it goes further. */
function withoutFields({ type, typeScore01, portrait, portraitBox, pages }: DocumentReading): DocumentReading {
  return {
    ...(type === undefined ? {} : { type }),
    ...(typeScore01 === undefined ? {} : { typeScore01 }),
    fields: {},
    ...(portrait === undefined ? {} : { portrait }),
    ...(portraitBox === undefined ? {} : { portraitBox }),
    ...(pages === undefined ? {} : { pages }),
  }
}
