import type { Evidence, Frame, Picture } from '@bonafide/engine'
import { type Spread, spreadOf } from '../evaluate/statistics.ts'
import type { OpenEngine } from '../open-engine.ts'
import { cpuMs, rounded } from './cpu-time.ts'
import { type Material, renderMaterial } from './measure-judgement.ts'

/** Processor time of one core for work that was done over and over, in milliseconds; the first time is left out. */
interface Timed extends Spread {
  readonly n: number
  readonly least: number
}

export interface FacesReport {
  /** Two photographs of 1,024 px, from JPEG bytes to their distance. */
  readonly comparison: Timed
  /** One face step of 50 frames of 480 x 640, from JPEG bytes to its findings. */
  readonly faceStep: Timed & { readonly frames: number; readonly outcome: string }
}

/** Longer side of the photographs that are compared. */
const PHOTOGRAPH_PX = 1024
const COMPARISONS = 40
const FACE_STEPS = 10

/** Measures what a comparison and a judged face step cost a judging process that is warm. */
export async function measureFaces(engine: OpenEngine): Promise<FacesReport> {
  return { comparison: await measureComparison(engine), faceStep: await measureFaceStep(engine) }
}

async function measureComparison(engine: OpenEngine): Promise<Timed> {
  const { describeFace, faceDistance } = await import('@bonafide/engine')
  const [a, b] = [await photograph('ada-document', engine), await photograph('ada-selfie', engine)]
  const describe = async (bytes: Uint8Array) => {
    const face = await describeFace(await engine.pictures.decode(bytes), engine.tools)
    if (face === undefined) throw new RangeError('a demo picture shows nobody')
    return face.template
  }
  return timed(COMPARISONS, async () => faceDistance(await describe(a), await describe(b)))
}

async function photograph(name: 'ada-document' | 'ada-selfie', { pictures }: OpenEngine): Promise<Uint8Array> {
  const { resizeArea } = await import('@bonafide/engine')
  const { demoStill } = await import('@bonafide/lab')
  const still = await demoStill(name, pictures)
  const scale = PHOTOGRAPH_PX / Math.max(still.width, still.height)
  const sized = resizeArea(still, Math.round(scale * still.width), Math.round(scale * still.height))
  return pictures.encodeJpeg(sized, 90)
}

async function measureFaceStep(engine: OpenEngine): Promise<FacesReport['faceStep']> {
  const { DEFAULT_POLICY, planFor, verify } = await import('@bonafide/engine')
  const material = await renderMaterial(engine)
  const plan = planFor('FACE_LIVENESS', DEFAULT_POLICY)
  let outcome = ''
  const times = await timed(FACE_STEPS, async () => {
    outcome = (await verify(plan, await evidenceOf(material, engine), engine.tools)).outcome
  })
  return { ...times, frames: material.frames.length, outcome }
}

async function evidenceOf({ challenge, frames }: Material, { pictures }: OpenEngine): Promise<Evidence> {
  const decode = (bytes: Uint8Array): Promise<Picture> => pictures.decode(bytes)
  const decoded: Frame[] = []
  for (const { atMs, bytes } of frames) decoded.push({ atMs, picture: await decode(bytes) })
  return { pages: [], face: { challenge, frames: decoded }, judgedOn: new Date().toISOString().slice(0, 10) }
}

async function timed(n: number, work: () => Promise<unknown>): Promise<Timed> {
  await work()
  const times: number[] = []
  for (let run = 0; run < n; run += 1) {
    const before = cpuMs(process.cpuUsage())
    await work()
    times.push(cpuMs(process.cpuUsage()) - before)
  }
  const { p50, p95 } = spreadOf(times)
  return { n, least: rounded(Math.min(...times)), p50: rounded(p50), p95: rounded(p95) }
}
