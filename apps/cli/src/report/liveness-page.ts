import { z } from 'zod'
import { type BarRow, barChartSvg } from './bar-chart.ts'
import { percent, tableHtml } from './html.ts'
import { type Page, plotsHtml, type Section } from './page.ts'

const BONAFIDE = z.object({ n: z.number(), rejected: z.number(), bpcer: z.number().nullable(), upper95: z.number() })
const ATTACK = z.object({ n: z.number(), accepted: z.number(), apcer: z.number().nullable(), upper95: z.number() })
/** What the page reads of the report of `bonafide evaluate liveness`. */
const REPORT = z.object({
  bonafide: BONAFIDE,
  attacks: z.record(z.string(), ATTACK),
  msPerClip: z.object({ p50: z.number(), p95: z.number() }),
  /** The same with the colours of the screen left out. */
  withoutLight: z.object({ bonafide: BONAFIDE, attacks: z.record(z.string(), ATTACK) }).optional(),
  /** By check and kind: how many clips it was asked about, how many it stopped, how many it could not judge. */
  checksAlone: z
    .record(z.string(), z.record(z.string(), z.object({ n: z.number(), stopped: z.number(), notJudged: z.number() })))
    .optional(),
})

type Report = z.output<typeof REPORT>

export function livenessPage(document: unknown): Page {
  const report = REPORT.parse(document)
  const { bonafide, attacks, msPerClip } = report
  const kinds = Object.entries(attacks)
  return {
    title: 'Liveness: error rates',
    lead: [
      `${bonafide.n} clips of live people and ${kinds.reduce((sum, [, { n }]) => sum + n, 0)} attacks of ${kinds.length} kinds. ${Math.round(msPerClip.p50)} ms a clip (median), ${Math.round(msPerClip.p95)} ms for 19 of 20.`,
      'Bounds are one-sided 95 %, exact (Clopper-Pearson). Attacks are counted by kind and never averaged: an attacker takes the best one.',
    ],
    sections: [
      ratesSection('Live people rejected, attacks accepted', report),
      ...(report.withoutLight === undefined ? [] : [ratesSection('The same without the colours', report.withoutLight)]),
      ...checksSection(report),
    ],
  }
}

function ratesSection(title: string, { bonafide, attacks }: Pick<Report, 'bonafide' | 'attacks'>): Section {
  const kinds = Object.entries(attacks)
  const { n, rejected, bpcer, upper95 } = bonafide
  const rows = kinds.map(([kind, rates]) => [
    `${kind} (APCER)`,
    String(rates.n),
    String(rates.accepted),
    percent(rates.apcer, 1),
    percent(rates.upper95, 1),
  ])
  const bars: readonly BarRow[] = kinds.map(([name, rates]) => ({
    name,
    hits: rates.accepted,
    n: rates.n,
    share: rates.apcer ?? 0,
    upper95: rates.upper95,
  }))
  return {
    title,
    parts: [
      tableHtml({
        head: ['', 'clips', 'wrong', 'rate', 'at most'],
        rows: [['live people (BPCER)', String(n), String(rejected), percent(bpcer, 1), percent(upper95, 1)], ...rows],
      }),
      plotsHtml([
        barChartSvg('Wrong verdicts', [
          { name: 'live people', hits: rejected, n, share: bpcer ?? 0, upper95 },
          ...bars,
        ]),
      ]),
    ],
  }
}

/** One chart a check, one bar a kind of clip. */
function checksSection({ checksAlone }: Report): readonly Section[] {
  if (checksAlone === undefined) return []
  const charts = Object.entries(checksAlone).map(([check, kinds]) => {
    const rows: BarRow[] = Object.entries(kinds).map(([name, { n, stopped }]) => ({
      name,
      hits: stopped,
      n,
      share: n === 0 ? 0 : stopped / n,
    }))
    return barChartSvg(check, rows)
  })
  return [
    {
      title: 'What each check stops alone',
      parts: [plotsHtml(charts)],
      note: 'By what it saw; clips that it could not judge are not counted here. A check that stops as many live people as attacks tells nothing.',
    },
  ]
}
