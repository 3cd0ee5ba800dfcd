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
  withoutChallenge: z.object({ bonafide: BONAFIDE, attacks: z.record(z.string(), ATTACK) }).optional(),
  turnsWithoutChallenge: z.object({ turns: z.number(), calledSheet: z.number(), upper95: z.number() }).optional(),
  crossValidated: z.object({ bonafide: BONAFIDE, attacks: z.record(z.string(), ATTACK) }).optional(),
  derived: z.record(z.string(), ATTACK).optional(),
  /** By kind: which checks spoke against it, of how many clips, and of how many no other did. */
  caught: z
    .record(
      z.string(),
      z.object({
        n: z.number(),
        by: z.record(z.string(), z.object({ against: z.number(), alone: z.number() })),
        through: z.array(z.string()),
      }),
    )
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
      ...(report.crossValidated === undefined
        ? []
        : [ratesSection('With thresholds fitted without each person in turn', report.crossValidated)]),
      ...(report.derived === undefined ? [] : [derivedSection(report.derived)]),
      ...unaskedSection(report),
      ...(report.caught === undefined ? [] : [caughtSection(report.caught)]),
      ...checksSection(report),
    ],
  }
}

function ratesSection(title: string, { bonafide, attacks }: Pick<Report, 'bonafide' | 'attacks'>): Section {
  const kinds = Object.entries(attacks)
  const { n, rejected, bpcer, upper95 } = bonafide
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
        head: RATES_HEAD,
        rows: [
          ['live people (BPCER)', String(n), String(rejected), percent(bpcer, 1), percent(upper95, 1)],
          ...attackRows(attacks),
        ],
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

const RATES_HEAD = ['', 'clips', 'wrong', 'rate', 'at most']

function attackRows(attacks: Report['attacks']): readonly (readonly string[])[] {
  return Object.entries(attacks).map(([kind, { n, accepted, apcer, upper95 }]) => [
    `${kind} (APCER)`,
    String(n),
    String(accepted),
    percent(apcer, 1),
    percent(upper95, 1),
  ])
}

function derivedSection(derived: Report['attacks']): Section {
  return {
    title: "Attacks made of the live people's own clips",
    parts: [tableHtml({ head: RATES_HEAD, rows: attackRows(derived) })],
  }
}

/** Clips in which nothing was asked: what speaks against them speaks of motion, surface and integrity alone. */
function unaskedSection({ withoutChallenge, turnsWithoutChallenge: turns }: Report): readonly Section[] {
  if (withoutChallenge === undefined || withoutChallenge.bonafide.n === 0) return []
  const section = ratesSection('Clips in which nothing was asked', withoutChallenge)
  if (turns === undefined) return [section]
  const note = `${turns.calledSheet} of ${turns.turns} turns that depth could judge were called a sheet, at most ${percent(turns.upper95, 1)}.`
  return [{ ...section, note }]
}

/** A line for each kind, a column for each check that spoke against any. */
function caughtSection(caught: NonNullable<Report['caught']>): Section {
  const kinds = Object.entries(caught)
  const checks = [...new Set(kinds.flatMap(([, { by }]) => Object.keys(by)))].sort()
  const rows = kinds.map(([kind, { n, by, through }]) => [
    kind,
    String(n),
    ...checks.map((check) => caughtCell(by[check])),
    String(through.length),
  ])
  const passed = kinds.filter(([kind]) => kind !== 'bonafide').flatMap(([, { through }]) => through)
  return {
    title: 'Which check caught what',
    parts: [tableHtml({ head: ['', 'clips', ...checks, 'passed'], rows })],
    note: [
      'Clips that a check spoke against, by what it saw or by not being able to judge; in brackets those that no other check spoke against: without it they would pass.',
      passed.length === 0 ? 'No attack passed.' : `Attacks that passed: ${passed.join(', ')}.`,
    ].join(' '),
  }
}

function caughtCell(said: { readonly against: number; readonly alone: number } | undefined): string {
  if (said === undefined) return '–'
  return said.alone === 0 ? String(said.against) : `${said.against} (${said.alone})`
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
