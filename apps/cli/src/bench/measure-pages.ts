import { DEFAULT_POLICY, type Picture, readDocument } from '@bonafide/engine'
import { createJudgePool, type EncodedEvidence, type Judge, type JudgedDecision } from '@bonafide/service'
import { CommandError, type CommandIo } from '../define-command.ts'
import { portraitsOf } from '../evaluate/rendered-shots.ts'
import type { OpenEngine } from '../open-engine.ts'
import { cpuMs, median, rounded } from './cpu-time.ts'
import { renderMaterial } from './measure-judgement.ts'

/** Milliseconds of one core: all threads of the process together. */
interface CpuSpread {
  readonly p50: number
  readonly most: number
}

export interface PagesReport {
  readonly pages: number
  readonly size: string
  /** One document verification in a judging process, from the bytes of the page to the decision. */
  readonly judgementCpuMs: CpuSpread
  /** The same with quality and signs of forgery asked for. */
  readonly allDemandsCpuMs: CpuSpread
  /** Finding the page and reading its machine readable zone, and nothing else. */
  readonly zoneAloneCpuMs: CpuSpread
  /** The most memory that the judging process held so far, after each kind of work. */
  readonly peakMemoryMb: Readonly<Record<string, number>>
}

const JUDGED_ON = '2026-11-25'
/** Phones take photographs of this size; from 16 million pixels on they are decoded smaller. */
const LARGE = { width: 4608, height: 3456 }
/** The ceiling of a judging process by default. */
const MEMORY_MB = 1536

/** Measures what a passport page costs a judging process of the service, and how much memory it takes. */
export async function measurePages(
  { n, seed }: { readonly n: number; readonly seed: number },
  engine: OpenEngine,
  io: Pick<CommandIo, 'progress'>,
): Promise<PagesReport> {
  io.progress(`rendering ${n} passport pages`)
  const pages = await renderPages(n + 1, seed, engine)
  const zoneAlone = await measureZone(pages, engine)
  const judge = createJudgePool({
    processes: 1,
    deadlineMs: 60_000,
    memoryMb: MEMORY_MB,
    onError: (error) => io.progress(`no judging process: ${error instanceof Error ? error.message : 'unknown'}`),
  })
  try {
    const peakMemoryMb: Record<string, number> = {}
    const note = (what: string, { peakMemoryBytes = Number.NaN }: JudgedDecision) => {
      peakMemoryMb[what] = Math.round(peakMemoryBytes / 2 ** 20)
    }
    io.progress('judging them')
    const plain = await judgeEach(pages, {}, judge, (judged) => note('pages', judged))
    const demanding = await judgeEach(pages, { documentDemands: DEMANDS }, judge, (judged) =>
      note('pages, all demands', judged),
    )
    const [first] = pages
    if (first === undefined) throw new CommandError('no page was rendered')
    note(
      'a photograph of 16 million pixels',
      await judgeOne(await enlarged(first, engine), { documentDemands: DEMANDS }, judge),
    )
    io.progress('one full eKYC judgement')
    note('a page and a face clip', await judgeWithFace(judge, engine))
    return {
      pages: n,
      size: '1600x1200',
      judgementCpuMs: spread(plain),
      allDemandsCpuMs: spread(demanding),
      zoneAloneCpuMs: spread(zoneAlone),
      peakMemoryMb,
    }
  } finally {
    await judge.close()
  }
}

const DEMANDS = { quality: 'strict', forgerySigns: true, portraitQuality: true } as const

/** Medium photographs of passports, as JPEG. */
async function renderPages(n: number, seed: number, engine: OpenEngine): Promise<readonly Uint8Array[]> {
  const lab = await import('@bonafide/lab')
  const portraits = await portraitsOf(engine)
  const pages: Uint8Array[] = []
  for (let number = 0; number < n; number += 1) {
    const portrait = portraits[number % portraits.length]
    if (portrait === undefined) throw new CommandError('specimens need a portrait')
    const at = seed + number
    const page = await lab.renderPassport({ fields: lab.specimenFields(at), portrait, seed: at })
    const photo = lab.photograph(page, { difficulty: 'medium', seed: at })
    pages.push(await engine.pictures.encodeJpeg(photo, 85))
  }
  return pages
}

/** The first page warms up what a worker has warm: compiled code and the networks' memory. */
async function judgeEach(
  pages: readonly Uint8Array[],
  evidence: Partial<EncodedEvidence>,
  judge: Judge,
  note: (judged: JudgedDecision) => void,
): Promise<readonly number[]> {
  const spent: number[] = []
  for (const bytes of pages) {
    const judged = await judgeOne(bytes, evidence, judge)
    spent.push(judged.cpuMs ?? Number.NaN)
    note(judged)
  }
  return spent.slice(1)
}

function judgeOne(bytes: Uint8Array, evidence: Partial<EncodedEvidence>, judge: Judge): Promise<JudgedDecision> {
  const asked = { documentType: 'GLB03002', pages: [{ page: '01' as const, bytes }], judgedOn: JUDGED_ON }
  return judge.judge({ productCode: 'ID_OCR', policy: DEFAULT_POLICY, evidence: { ...asked, ...evidence } })
}

async function judgeWithFace(judge: Judge, engine: OpenEngine): Promise<JudgedDecision> {
  const { page, challenge, frames } = await renderMaterial(engine)
  const evidence = { documentType: 'GLB03002', pages: [{ page: '01' as const, bytes: page }], judgedOn: JUDGED_ON }
  return judge.judge({
    productCode: 'eKYC_PRO',
    policy: DEFAULT_POLICY,
    evidence: { ...evidence, face: { challenge, frames } },
  })
}

/** In this process, where the clock of the stages can be processor time. */
async function measureZone(pages: readonly Uint8Array[], { tools, pictures }: OpenEngine): Promise<readonly number[]> {
  const nowMs = () => cpuMs(process.cpuUsage())
  const spent: number[] = []
  for (const bytes of pages) {
    let zone = 0
    const onStage = (stage: string, ms: number) => {
      if (ZONE_STAGES.includes(stage)) zone += ms
    }
    const picture = await pictures.decode(bytes)
    await readDocument([{ page: '01', picture }], 'GLB03002', { ...tools, nowMs, onStage }, JUDGED_ON)
    spent.push(zone)
  }
  return spent.slice(1)
}

/** What has to be done before a zone is read, and the reading. */
const ZONE_STAGES: readonly string[] = ['corners', 'rectify', 'mrz']

/** The same photograph with more pixels, each repeated. */
async function enlarged(bytes: Uint8Array, { pictures }: OpenEngine): Promise<Uint8Array> {
  const source = await pictures.decode(bytes)
  const { width, height } = LARGE
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * source.height) / height)
    for (let x = 0; x < width; x += 1) {
      const from = 3 * (row * source.width + Math.floor((x * source.width) / width))
      data.set(source.data.subarray(from, from + 3), 3 * (y * width + x))
    }
  }
  const large: Picture = { width, height, data }
  return pictures.encodeJpeg(large, 85)
}

function spread(values: readonly number[]): CpuSpread {
  return { p50: rounded(median(values)), most: rounded(Math.max(...values)) }
}
