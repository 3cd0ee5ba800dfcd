import type { Challenge, Evidence, Frame, Picture } from '@bonafide/engine'
import type { OpenEngine } from '../open-engine.ts'
import { cpuMs, median, rounded } from './cpu-time.ts'

export interface JudgementReport {
  readonly outcome: string
  readonly pages: number
  readonly frames: number
  /** Processor time of the whole judgement, in milliseconds of one core; the median of the runs. */
  readonly totalMs: number
  /** The same by stage; a stage may contain others, so they do not add up. */
  readonly stagesMs: Readonly<Record<string, number>>
  readonly runs: number
}

const FRAMES = 50
const RUNS = 3

/** Measures one full eKYC judgement, one page and 50 frames, from JPEG bytes to the decision. */
export async function measureJudgement(engine: OpenEngine): Promise<JudgementReport> {
  const material = await renderMaterial(engine)
  // The first judgement warms up what a worker has warm: compiled code and the networks' memory.
  await judgeOnce(material, engine)
  const runs: Awaited<ReturnType<typeof judgeOnce>>[] = []
  for (let run = 0; run < RUNS; run += 1) runs.push(await judgeOnce(material, engine))
  const names = Object.keys(runs[0]?.stages ?? {})
  return {
    outcome: runs[0]?.outcome ?? '',
    pages: 1,
    frames: material.frames.length,
    totalMs: rounded(median(runs.map(({ totalMs }) => totalMs))),
    stagesMs: Object.fromEntries(
      names.map((name) => [name, rounded(median(runs.map(({ stages }) => stages[name] ?? 0)))]),
    ),
    runs: RUNS,
  }
}

/** One page and one face clip, as they are stored. */
export interface Material {
  readonly page: Uint8Array
  readonly challenge: Challenge
  readonly frames: readonly { readonly atMs: number; readonly bytes: Uint8Array }[]
}

export async function renderMaterial({ tools, pictures }: OpenEngine): Promise<Material> {
  const lab = await import('@bonafide/lab')
  const { drawChallenge } = await import('@bonafide/engine')
  const { randomInt } = await import('node:crypto')
  const challenge = drawChallenge({ below: (bound) => randomInt(bound) }, 'bench')
  const portrait = await lab.cutPortrait(await lab.demoStill('ada-document', pictures), tools)
  const page = await lab.renderPassport({ fields: lab.specimenFields(1), portrait, seed: 1 })
  const puppet = await lab.createPuppet(await lab.demoStill('ada-selfie', pictures), tools)
  const rates = { ...lab.USUAL_RATES, maxFrames: FRAMES }
  const frames: Material['frames'][number][] = []
  for (const { atMs, picture } of lab.framesOf(puppet, challenge, { seed: 1, rates })) {
    frames.push({ atMs, bytes: await pictures.encodeJpeg(picture, 85) })
  }
  const photo = lab.photograph(page, { difficulty: 'easy', seed: 1 })
  return { page: await pictures.encodeJpeg(photo, 90), challenge, frames }
}

async function judgeOnce({ page, challenge, frames }: Material, { tools, pictures }: OpenEngine) {
  const { DEFAULT_POLICY, planFor, verify } = await import('@bonafide/engine')
  const stages: Record<string, number> = {}
  const nowMs = () => cpuMs(process.cpuUsage())
  const onStage = (stage: string, ms: number) => {
    stages[stage] = (stages[stage] ?? 0) + ms
  }
  const begun = nowMs()
  const decode = (bytes: Uint8Array): Promise<Picture> => pictures.decode(bytes)
  const picture = await decode(page)
  const decoded: Frame[] = []
  for (const { atMs, bytes } of frames) decoded.push({ atMs, picture: await decode(bytes) })
  onStage('decode', nowMs() - begun)
  const evidence: Evidence = {
    documentType: 'GLB03002',
    pages: [{ page: '01', picture }],
    face: { challenge, frames: decoded },
    judgedOn: new Date().toISOString().slice(0, 10),
  }
  const decision = await verify(planFor('eKYC_PRO', DEFAULT_POLICY), evidence, { ...tools, nowMs, onStage })
  return { outcome: decision.outcome, totalMs: nowMs() - begun, stages }
}
