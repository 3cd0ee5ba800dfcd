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
  /** By kind: what the checks said against clips of it, and how often. */
  against: z.record(z.string(), z.record(z.string(), z.number())).optional(),
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
      {
        title: 'Live people rejected, attacks accepted',
        parts: [
          tableHtml({
            head: ['', 'clips', 'wrong', 'rate', 'at most'],
            rows: [
              [
                'live people (BPCER)',
                String(bonafide.n),
                String(bonafide.rejected),
                percent(bonafide.bpcer, 1),
                percent(bonafide.upper95, 1),
              ],
              ...kinds.map(([kind, { n, accepted, apcer, upper95 }]) => [
                `${kind} (APCER)`,
                String(n),
                String(accepted),
                percent(apcer, 1),
                percent(upper95, 1),
              ]),
            ],
          }),
          plotsHtml([
            barChartSvg('Wrong verdicts', [
              {
                name: 'live people',
                hits: bonafide.rejected,
                n: bonafide.n,
                share: bonafide.bpcer ?? 0,
                upper95: bonafide.upper95,
              },
              ...kinds.map(([name, { n, accepted, apcer, upper95 }]) => ({
                name,
                hits: accepted,
                n,
                share: apcer ?? 0,
                upper95,
              })),
            ]),
          ]),
        ],
      },
      ...checksSection(report),
    ],
  }
}

/** What each check said: one chart a check, one bar a kind of clip. */
function checksSection({ against, bonafide, attacks }: Report): readonly Section[] {
  if (against === undefined) return []
  const sizes = new Map([
    ['bonafide', bonafide.n],
    ...Object.entries(attacks).map(([kind, { n }]) => [kind, n] as const),
  ])
  const said = [...new Set(Object.values(against).flatMap((counts) => Object.keys(counts)))].sort()
  const charts = said.map((name) => {
    const rows: BarRow[] = [...sizes].map(([kind, n]) => {
      const hits = against[kind]?.[name] ?? 0
      return { name: kind, hits, n, share: n === 0 ? 0 : hits / n }
    })
    return barChartSvg(name, rows)
  })
  return [
    {
      title: 'What each check said against the clips',
      parts: [plotsHtml(charts)],
      note: 'A check that speaks as often against live people as against an attack tells nothing about that attack.',
    },
  ]
}
