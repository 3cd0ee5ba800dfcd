import type { Decision, Finding } from '@bonafide/engine'
import { policyOf } from '../../flow/tenant-policy.ts'
import type { ActionContext } from '../define-action.ts'
import { asPictureError } from '../judging-errors.ts'

export interface ToldLiving {
  readonly decision: Decision
  /** Of the face on the picture: whether it can be judged, and its qualities. */
  readonly face?: Finding
  /** What the operator's network says of it; absent where it was not asked. */
  readonly network?: Finding
}

/** Asks the operator's network whether the face on a picture lives, and for estimates of age and sex where they are wanted. */
export async function tellLiving(
  referenceFace: Uint8Array,
  attributesAsked: boolean,
  { tenant, tools }: Pick<ActionContext, 'tenant' | 'tools'>,
): Promise<ToldLiving> {
  const request = {
    productCode: 'FACE_LIVENESS_MIN',
    policy: policyOf(tenant),
    evidence: { pages: [], referenceFace, attributesAsked, judgedOn: tools.clock.now().toISOString().slice(0, 10) },
  }
  const decision = await tools.judge.judgePictures(request).catch((error: unknown) => {
    throw asPictureError(error)
  })
  const face = decision.findings.find(({ check }) => check === 'picture-face')
  const network = decision.findings.find(({ check }) => check === 'picture-network')
  return { decision, ...(face === undefined ? {} : { face }), ...(network === undefined ? {} : { network }) }
}

/** Of a face that the network could not judge. */
const HIGHEST = 100

/** `FaceAttack` and `FaceAttackScore`; what the network could not judge is not said to live. */
export function shownAttack({ outcome, measures }: Finding) {
  return { attack: outcome === 'passed' ? 'N' : 'Y', score: measures['attackScore'] ?? HIGHEST } as const
}
