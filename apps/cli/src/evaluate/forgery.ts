import { checksById, DEFAULT_POLICY, type Picture, verify } from '@bonafide/engine'
import type { ForgerySpecies, ForgeryTool } from '@bonafide/lab'
import type { OpenEngine } from '../open-engine.ts'
import type { Evaluation } from './define-evaluation.ts'
import { lowerBound95, upperBound95 } from './statistics.ts'

interface ForgeryRow {
  readonly tool: string
  readonly species: ForgerySpecies
  readonly way: string
  readonly seed: number
  /** A sign of forgery was found. */
  readonly flagged: boolean
  readonly judged: boolean
  /** Zone, barcode and print do not say the same, or a number is wrong: not a sign, but it does not pass either. */
  readonly contradicted: boolean
  readonly reasons: readonly string[]
  readonly labels: readonly string[]
  readonly measures: Readonly<Record<string, number>>
  readonly ms: number
}

/** Originals for one picture of each species of forgery: false alarms have to be known better. */
const ORIGINALS = 2
/** Seeds of one picture and of the next; species lie between. */
const SEED_STEP = 16
/** What else speaks against a changed value. */
const CONTRADICTIONS = ['fields-agree', 'mrz-check-digits', 'document-number', 'dates-plausible']
const JUDGED_ON = '2026-11-25'

/**
 * Renders originals and forgeries with both tools, or with one, and lets the engine read and judge each as it would judge
 * an upload. The signs are set on tool `a`; what tool `b` shows is the measurement.
 */
export const evaluateForgery: Evaluation = async ({ rendered, progress, ...engine }) => {
  const lab = await import('@bonafide/lab')
  const { n = 50, seed = 1, tool: only } = rendered ?? {}
  const portraits: Picture[] = []
  for (const name of lab.DEMO_STILLS.filter((still) => still !== 'ada-selfie'))
    portraits.push(await lab.cutPortrait(await lab.demoStill(name, engine.pictures), engine.tools))
  const tools = lab.FORGERY_TOOLS.filter(({ name }) => only === undefined || name === only)
  const rows: ForgeryRow[] = []
  for (let round = 0; round < n; round += 1) {
    for (const tool of tools) {
      for (const [at, species] of speciesOf(lab.FORGERY_SPECIES).entries())
        rows.push(await judgeOne({ tool, species, seed: seed + SEED_STEP * round + at, portraits }, engine))
    }
    if ((round + 1) % 5 === 0) progress(`${round + 1} of ${n}: ${JSON.stringify(figuresOf(rows, tools))}`)
  }
  return { n, seed, tools: figuresOf(rows, tools), rows }
}

function speciesOf(all: readonly ForgerySpecies[]): readonly ForgerySpecies[] {
  return all.flatMap((species) => (species === 'original' ? Array<ForgerySpecies>(ORIGINALS).fill(species) : [species]))
}

interface Order {
  readonly tool: ForgeryTool
  readonly species: ForgerySpecies
  readonly seed: number
  readonly portraits: readonly Picture[]
}

async function judgeOne(order: Order, { tools, pictures }: OpenEngine): Promise<ForgeryRow> {
  const { makeForgery } = await import('@bonafide/lab')
  const { way, bytes } = await makeForgery(order)
  const began = performance.now()
  const picture = await pictures.decode(bytes)
  const checks = ['forgery-signs', ...CONTRADICTIONS].flatMap((id) => checksById.get(id) ?? [])
  const evidence = {
    documentDemands: { forgerySigns: true },
    pages: [{ page: '01' as const, picture }],
    judgedOn: JUDGED_ON,
  }
  const { findings } = await verify({ checks, policy: DEFAULT_POLICY }, evidence, tools)
  const [signs, ...others] = findings
  return {
    tool: order.tool.name,
    species: order.species,
    way,
    seed: order.seed,
    flagged: signs?.outcome === 'failed',
    judged: signs !== undefined && signs.outcome !== 'not-judged',
    contradicted: others.some(({ outcome }) => outcome === 'failed' || outcome === 'review'),
    reasons: signs?.reasons ?? [],
    labels: signs?.regions.map(({ label }) => label) ?? [],
    measures: signs?.measures ?? {},
    ms: Math.round(performance.now() - began),
  }
}

/** For each tool and species: how many were flagged, with the end of the exact 95 % interval that counts against us. */
function figuresOf(rows: readonly ForgeryRow[], tools: readonly ForgeryTool[]) {
  return Object.fromEntries(
    tools.map(({ name }) => {
      const ofTool = rows.filter(({ tool }) => tool === name)
      const species = [...new Set(ofTool.map((row) => row.species))]
      return [name, Object.fromEntries(species.map((kind) => [kind, figures(ofTool, kind)]))]
    }),
  )
}

function figures(rows: readonly ForgeryRow[], species: ForgerySpecies) {
  const ofSpecies = rows.filter((row) => row.species === species)
  const flagged = ofSpecies.filter((row) => row.flagged).length
  const n = ofSpecies.length
  const bound = species === 'original' ? upperBound95(flagged, n) : lowerBound95(flagged, n)
  const ways = [...new Set(ofSpecies.map(({ way }) => way))].sort()
  return {
    n,
    flagged,
    bound95: Math.round(bound * 1000) / 1000,
    notJudged: ofSpecies.filter(({ judged }) => !judged).length,
    stoppedOtherwise: ofSpecies.filter((row) => !row.flagged && row.contradicted).length,
    ways: Object.fromEntries(
      ways.map((way) => {
        const ofWay = ofSpecies.filter((row) => row.way === way)
        return [way, `${ofWay.filter((row) => row.flagged).length} of ${ofWay.length}`]
      }),
    ),
  }
}
