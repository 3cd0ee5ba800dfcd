import { checksById, DEFAULT_POLICY, type Picture, verify } from '@bonafide/engine'
import type { ForgerySpecies, ForgeryTool } from '@bonafide/lab'
import { cpuMs } from '../bench/cpu-time.ts'
import type { OpenEngine } from '../open-engine.ts'
import type { Evaluation } from './define-evaluation.ts'
import { type ForgeryRow, figuresOf } from './forgery-figures.ts'
import { type KeptPicture, NO_SHELF, openShelf } from './forgery-shelf.ts'
import { portraitsOf } from './rendered-shots.ts'

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
export const evaluateForgery: Evaluation = async ({ rendered, keep, progress, ...engine }) => {
  const lab = await import('@bonafide/lab')
  const { n = 50, seed = 1, tool: only, species: wanted } = rendered ?? {}
  const shelf = keep === undefined ? NO_SHELF : await openShelf(keep)
  const portraits = await portraitsOf(engine)
  const tools = lab.FORGERY_TOOLS.filter(({ name }) => only === undefined || name === only)
  const rows: ForgeryRow[] = []
  for (let round = 0; round < n; round += 1) {
    for (const tool of tools) {
      for (const [at, species] of speciesOf(lab.FORGERY_SPECIES).entries()) {
        if (wanted !== undefined && !wanted.includes(species)) continue
        const order = { tool, species, seed: seed + SEED_STEP * round + at, portraits }
        const name = { ...order, tool: tool.name }
        rows.push(
          await shelf.row(name, async () =>
            judgeOne(order, await shelf.picture(name, () => lab.makeForgery(order)), engine),
          ),
        )
      }
    }
    if ((round + 1) % 5 === 0) progress(`${round + 1} of ${n}: ${JSON.stringify(figuresOf(rows))}`)
  }
  return { n, seed, tools: figuresOf(rows), rows }
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

async function judgeOne(order: Order, kept: KeptPicture, { tools, pictures }: OpenEngine): Promise<ForgeryRow> {
  const { way, bytes, documentType } = kept
  const begun = process.cpuUsage()
  const picture = await pictures.decode(bytes)
  const checks = ['forgery-signs', ...CONTRADICTIONS].flatMap((id) => checksById.get(id) ?? [])
  const evidence = {
    ...(documentType === undefined ? {} : { documentType }),
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
    cpuMs: Math.round(cpuMs(process.cpuUsage(begun))),
  }
}
