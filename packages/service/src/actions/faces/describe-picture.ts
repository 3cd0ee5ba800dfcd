import type { FaceFault, FaceQuality } from '@bonafide/engine'
import { ApiError, missingParameter } from '@bonafide/protocol'
import type { FlowTools } from '../../flow/tools.ts'
import type { DescribedFace, DescriptionWishes, FaceSighting } from '../../ports/judge.ts'
import { asPictureError } from '../judging-errors.ts'
import { requirePictureInLimits, unqualifiedPhoto } from '../picture-limits.ts'

/** A picture as an operation was given it; `name` is the parameter that it is missing from where it is not there. */
export interface GivenPicture {
  readonly name: string
  readonly bytes: Uint8Array | undefined
}

/** What else is asked of a face: estimates of age and sex, and whether it lives. */
export type AlsoAsked = Partial<Pick<DescriptionWishes, 'attributes' | 'living'>>

const NOTHING_ELSE: DescriptionWishes = { keepJpeg: false, attributes: false, living: false }

/** The face of a picture, for a comparison; of several the largest. Why there is none: NoFaceDetected, UnqualifiedPhoto. */
export async function describePicture(
  given: GivenPicture,
  tools: Pick<FlowTools, 'judge'>,
  asked: AlsoAsked = {},
): Promise<DescribedFace> {
  const face = requireFace(await look(given, { ...NOTHING_ELSE, ...asked }, tools))
  requireFit(face.quality.reasons.filter((reason) => reason !== 'several-faces'))
  return face
}

/** The face of a picture that is to be kept: the only one on it, with the picture upright and without metadata. */
export async function describeForRecord(
  given: GivenPicture,
  tools: Pick<FlowTools, 'judge'>,
  asked: AlsoAsked = {},
): Promise<DescribedFace & { readonly jpeg: Uint8Array }> {
  const sighting = await look(given, { ...NOTHING_ELSE, ...asked, keepJpeg: true }, tools)
  const face = requireFace(sighting)
  requireFit(face.quality.reasons)
  if (sighting.jpeg === undefined) throw new ApiError('InternalError')
  return { ...face, jpeg: sighting.jpeg }
}

/** The measured qualities under their wire names; what is not measured is left out. */
export function shownQuality(quality: FaceQuality) {
  return {
    FaceQualityScore: quality.score,
    IlluminationScore: quality.illumination,
    SharpnessScore: quality.sharpness,
  }
}

/** The same of the face that is compared with. */
export function shownTargetQuality(quality: FaceQuality) {
  return {
    TargetFaceQualityScore: quality.score,
    TargetIlluminationScore: quality.illumination,
    TargetSharpnessScore: quality.sharpness,
  }
}

async function look(
  { name, bytes }: GivenPicture,
  wishes: DescriptionWishes,
  { judge }: Pick<FlowTools, 'judge'>,
): Promise<FaceSighting> {
  if (bytes === undefined) throw missingParameter(name)
  requirePictureInLimits(bytes)
  return judge.describeFace(bytes, wishes).catch((error: unknown) => {
    throw asPictureError(error)
  })
}

function requireFace({ face }: FaceSighting): DescribedFace {
  if (face === undefined) throw new ApiError('NoFaceDetected')
  return face
}

/** What helps against each fault, for whoever takes the picture again. */
const REMEDIES: Readonly<Record<FaceFault, string>> = {
  'too-small': 'come nearer',
  blurred: 'hold still and clean the lens',
  dark: 'let light fall on the face',
  turned: 'look straight into the camera',
  covered: 'uncover mouth and nose',
  'eyes-hidden': 'take off glasses that hide the eyes, and keep them open',
  'eyes-closed': 'open the eyes and look into the camera',
  'several-faces': 'let nobody else be seen',
}

function requireFit(faults: readonly FaceFault[]): void {
  if (faults.length === 0) return
  const named = faults.map((fault) => `${fault} (${REMEDIES[fault]})`)
  throw unqualifiedPhoto(`The face is not fit for comparison: ${named.join(', ')}.`)
}
