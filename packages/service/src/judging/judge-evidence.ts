import {
  type BarcodeReader,
  type Decision,
  type Evidence,
  MIN_EYE_DISTANCE_PX,
  type Models,
  type Picture,
  type Pictures,
  planFor,
  products,
  searchFaces,
  type Tools,
  verify,
} from '@bonafide/engine'
import type { EncodedEvidence, FaceInspection, JudgedDecision, JudgeRequest } from '../ports/judge.ts'
import { lookAtMedia } from './look-at-media.ts'
import { modelTemplate } from './model-template.ts'
import { readingOfOurs } from './read-pages.ts'
import { soundModels } from './sound-models.ts'

/** Of stored pictures: faces and print stay readable, a page is a tenth of its camera file. */
const JPEG_QUALITY = 90

export interface JudgingTools {
  readonly models: Models
  readonly pictures: Pictures
  readonly barcodes?: BarcodeReader
}

/** Decodes the evidence, judges it by its product's plan, and encodes the pictures that are kept. */
export async function judgeEvidence(
  request: JudgeRequest,
  { models, pictures, barcodes }: JudgingTools,
): Promise<JudgedDecision> {
  const stageMs: Record<string, number> = {}
  const nowMs = () => performance.now()
  const onStage = (stage: string, ms: number) => {
    stageMs[stage] = Math.round(((stageMs[stage] ?? 0) + ms) * 10) / 10
  }
  const tools: Tools = {
    models: soundModels(models),
    ...(barcodes === undefined ? {} : { barcodes }),
    nowMs,
    onStage,
  }
  const timed = async <T>(stage: string, work: Promise<T>) => {
    const began = nowMs()
    const result = await work
    onStage(stage, nowMs() - began)
    return result
  }
  const decoded = await timed('decode', decodeEvidence(request.evidence, pictures))
  const evidence = { ...decoded, ...readingOfOurs(request.evidence, models) }
  const decision = await timed(
    'verify',
    verify(planFor(request.productCode, request.policy, request.without), evidence, tools),
  )
  const kept = await timed('encode', encodeKept(decision, evidence, pictures))
  const template = products.get(request.productCode)?.searchesFaces === true ? decision.face?.template : undefined
  return {
    decision: withoutPictures(decision),
    ...(template === undefined ? {} : { template: modelTemplate(template, models.faceEmbedder) }),
    ...kept,
    media: lookAtMedia(request.evidence, evidence),
    stageMs,
  }
}

/** Judges the pictures of one call by its product's plan. Nothing of them goes along with the decision. */
export async function judgePictures(
  { productCode, policy, evidence, without }: JudgeRequest,
  { models, pictures, barcodes }: JudgingTools,
): Promise<Decision> {
  const tools: Tools = { models: soundModels(models), ...(barcodes === undefined ? {} : { barcodes }) }
  const decoded = await decodeEvidence(evidence, pictures)
  return withoutPictures(await verify(planFor(productCode, policy, without), decoded, tools))
}

/** How many faces a picture shows, and whether its largest can be compared. */
export async function inspectFace(bytes: Uint8Array, { models, pictures }: JudgingTools): Promise<FaceInspection> {
  const picture = await pictures.decode(bytes)
  const faces = await searchFaces(picture, { models: soundModels(models) })
  const [largest] = faces
  return {
    facesSeen: faces.length,
    width: picture.width,
    height: picture.height,
    usable: faces.length === 1 && largest !== undefined && largest.eyeDistancePx >= MIN_EYE_DISTANCE_PX,
  }
}

/** One after the other: the memory ceiling of the process is reckoned for that. */
async function decodeEvidence(encoded: EncodedEvidence, pictures: Pictures): Promise<Evidence> {
  const pages: Evidence['pages'][number][] = []
  for (const { page, bytes } of encoded.pages) pages.push({ page, picture: await pictures.decode(bytes) })
  const frames: { picture: Picture; atMs: number }[] = []
  for (const { bytes, atMs } of encoded.face?.frames ?? []) frames.push({ picture: await pictures.decode(bytes), atMs })
  return {
    ...(encoded.documentType === undefined ? {} : { documentType: encoded.documentType }),
    ...(encoded.documentDemands === undefined ? {} : { documentDemands: encoded.documentDemands }),
    pages,
    ...(encoded.face === undefined ? {} : { face: { challenge: encoded.face.challenge, frames } }),
    ...(encoded.referenceFace === undefined ? {} : { referenceFace: await pictures.decode(encoded.referenceFace) }),
    ...(encoded.attributesAsked === true ? { attributesAsked: true } : {}),
    ...(encoded.device === undefined ? {} : { device: encoded.device }),
    judgedOn: encoded.judgedOn,
  }
}

async function encodeKept(
  decision: Decision,
  evidence: Evidence,
  pictures: Pictures,
): Promise<Pick<JudgedDecision, 'portraitJpeg' | 'faceJpeg' | 'pageJpegs'>> {
  const portrait = decision.document?.portrait
  const face = decision.face?.picture
  const pageJpegs: { page: Evidence['pages'][number]['page']; jpeg: Uint8Array }[] = []
  for (const { page, picture } of evidence.pages)
    pageJpegs.push({ page, jpeg: await pictures.encodeJpeg(picture, JPEG_QUALITY) })
  return {
    ...(portrait === undefined ? {} : { portraitJpeg: await pictures.encodeJpeg(portrait, JPEG_QUALITY) }),
    ...(face === undefined ? {} : { faceJpeg: await pictures.encodeJpeg(face, JPEG_QUALITY) }),
    ...(pageJpegs.length === 0 ? {} : { pageJpegs }),
  }
}

/** Neither pictures nor templates are part of what is stored as the decision. */
function withoutPictures(decision: Decision): Decision {
  const { document, face, ...rest } = decision
  const { portrait: _portrait, ...reading } = document ?? { fields: {} }
  const { picture: _picture, template: _template, ...summary } = face ?? { attack: false }
  return {
    ...rest,
    ...(document === undefined ? {} : { document: reading }),
    ...(face === undefined ? {} : { face: summary }),
  }
}
