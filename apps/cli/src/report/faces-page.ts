import { z } from 'zod'
import { type PairDistances, percentile, rocOf } from '../evaluate/statistics.ts'
import { deviateAxis, linearAxis, logShareAxis } from './axis.ts'
import { percent, tableHtml } from './html.ts'
import type { Page, Section } from './page.ts'
import { plotsHtml } from './page.ts'
import { type Bar, type Plot, plotSvg } from './plot.ts'

const number = z.number().nullable()
const RATES = z.object({
  n: z.object({ genuine: z.number(), impostor: z.number() }),
  eer: number,
  tarAtFar: z.record(z.string(), number),
  tarAtFarLower95: z.record(z.string(), number),
  operating: z.object({
    threshold: z.number(),
    tar: number,
    tarLower95: number,
    far: number,
    farUpper95: number,
    tarReview: number,
    farReview: number,
    farReviewUpper95: number,
  }),
  crossValidated: z.object({ tar: z.number(), far: z.number() }).nullable(),
})
/** What the page reads of the report of `bonafide evaluate faces`. */
const REPORT = RATES.extend({
  withHiddenEyes: RATES,
  pictures: z.number(),
  failedToAcquire: z.number(),
  msPerImage: z.object({ p50: z.number(), p95: z.number() }),
  model: z.string(),
  quality: z.record(z.string(), z.number()),
  sets: z.record(z.string(), RATES),
  portrait: RATES.extend({ withHiddenEyes: RATES, cards: z.number(), failedToAcquire: z.number() }),
  rows: z.array(
    z.looseObject({
      comparison: z.string().optional(),
      same: z.boolean().optional(),
      eyesHidden: z.boolean().optional(),
      distance: number.optional(),
    }),
  ),
})

type Rates = z.output<typeof RATES>
type Report = z.output<typeof REPORT>

export function facesPage(document: unknown): Page {
  const report = REPORT.parse(document)
  return {
    title: 'Faces: error rates',
    lead: [
      `${report.pictures} pictures, ${report.n.genuine} pairs of one person and ${report.n.impostor} of two, network ${report.model}.`,
      `${report.failedToAcquire} of them show no face, or one whose eyes are hidden or closed; such faces are not compared. ${Math.round(report.msPerImage.p50)} ms a picture (median), ${Math.round(report.msPerImage.p95)} ms for 19 of 20.`,
      'Bounds are one-sided 95 %, exact (Clopper-Pearson). They take pairs as independent; pairs of the same pictures are not.',
    ],
    sections: [
      comparisonSection('Photograph against photograph', 'selfie', report, report),
      comparisonSection('Portrait of a rendered card against photograph', 'portrait', report.portrait, report),
      setsSection(report),
      qualitySection(report),
    ],
  }
}

function comparisonSection(
  title: string,
  comparison: string,
  rates: Rates & { readonly withHiddenEyes: Rates },
  report: Report,
): Section {
  const distances = distancesOf(report, comparison)
  return {
    title,
    parts: [
      tableHtml({
        head: RATE_HEAD,
        rows: [rateRow('compared pairs', rates), rateRow('with hidden eyes', rates.withHiddenEyes)],
      }),
      tableHtml({ head: ['Operating point', 'seen', 'bound'], rows: operatingRows(rates) }),
      plotsHtml([rocPlot, detPlot, histogramPlot].map((plot) => plotSvg(plot(distances, rates)))),
    ],
    ...(rates.crossValidated === null
      ? {}
      : {
          note: `With the threshold set on everybody else at one false accept in a thousand, a person is accepted ${percent(rates.crossValidated.tar)} of the times, a stranger ${percent(rates.crossValidated.far)}.`,
        }),
  }
}

const RATE_HEAD = ['', 'genuine', 'impostor', 'EER', 'TAR at FAR 1 %', 'at least', 'TAR at FAR 0.1 %', 'at least']

function rateRow(name: string, { n, eer, tarAtFar, tarAtFarLower95 }: Rates): readonly string[] {
  const tars = ['0.01', '0.001'].flatMap((far) => [percent(tarAtFar[far], 1), percent(tarAtFarLower95[far], 1)])
  return [name, String(n.genuine), String(n.impostor), percent(eer), ...tars]
}

function operatingRows({ operating }: Rates): readonly (readonly string[])[] {
  return [
    [
      `same person accepted (distance up to ${operating.threshold.toFixed(3)})`,
      percent(operating.tar),
      `at least ${percent(operating.tarLower95)}`,
    ],
    ['stranger accepted', percent(operating.far), `at most ${percent(operating.farUpper95)}`],
    ['same person accepted or in review', percent(operating.tarReview), ''],
    ['stranger accepted or in review', percent(operating.farReview), `at most ${percent(operating.farReviewUpper95)}`],
  ]
}

function setsSection({ sets }: Report): Section {
  return {
    title: 'By collection',
    parts: [tableHtml({ head: RATE_HEAD, rows: Object.entries(sets).map(([name, rates]) => rateRow(name, rates)) })],
    note: 'Pairs within one collection. Strangers of one collection are more alike than strangers at large.',
  }
}

function qualitySection({ quality, pictures }: Report): Section {
  const rows = Object.entries(quality).map(([reason, count]) => [reason, String(count), percent(count / pictures, 1)])
  return { title: 'Pictures called unfit', parts: [tableHtml({ head: ['Reason', 'pictures', 'share'], rows })] }
}

function rocPlot(distances: PairDistances, rates: Rates): Plot {
  return {
    title: 'ROC: same person accepted, over strangers accepted',
    x: logShareAxis('strangers accepted', 1e-4),
    y: linearAxis({ title: 'same person accepted', from: 0.8, to: 1, ticks: [0.8, 0.85, 0.9, 0.95, 1], label: share }),
    marks: [
      {
        kind: 'line',
        series: 0,
        name: 'all thresholds',
        points: rocOf(distances).map(({ far, tar }) => ({ x: far, y: tar })),
      },
      {
        kind: 'point',
        series: 1,
        name: 'operating point',
        at: { x: rates.operating.far ?? 0, y: rates.operating.tar ?? 0 },
      },
    ],
  }
}

function detPlot(distances: PairDistances, rates: Rates): Plot {
  return {
    title: 'DET: same person rejected, over strangers accepted',
    x: deviateAxis('strangers accepted'),
    y: deviateAxis('same person rejected'),
    marks: [
      { kind: 'diagonal', name: 'equal errors' },
      {
        kind: 'line',
        series: 0,
        name: 'all thresholds',
        points: rocOf(distances).map(({ far, tar }) => ({ x: far, y: 1 - tar })),
      },
      {
        kind: 'point',
        series: 1,
        name: 'operating point',
        at: { x: rates.operating.far ?? 0, y: 1 - (rates.operating.tar ?? 0) },
      },
    ],
  }
}

const BINS = 40

function histogramPlot({ genuine, impostor }: PairDistances, { operating }: Rates): Plot {
  const to = Math.ceil(10 * (percentile([...genuine, ...impostor].filter(Number.isFinite), 1) || 1)) / 10
  const [same, other] = [binned(genuine, to), binned(impostor, to)]
  const most = Math.max(...[...same, ...other].map(({ height }) => height), 0.01)
  const top = Math.ceil(most * 20) / 20
  const steps = (count: number, until: number) =>
    Array.from({ length: count + 1 }, (_, index) => (index * until) / count)
  return {
    title: 'Distances',
    x: linearAxis({ title: 'distance', from: 0, to, ticks: steps(5, to), label: (value) => value.toFixed(2) }),
    y: linearAxis({
      title: 'share of pairs',
      from: 0,
      to: top,
      ticks: steps(4, top),
      label: (value) => percent(value, 1),
    }),
    marks: [
      { kind: 'bars', series: 0, name: 'same person', bars: same },
      { kind: 'bars', series: 1, name: 'strangers', bars: other },
      { kind: 'upright', name: 'operating point', x: operating.threshold },
    ],
  }
}

function binned(distances: readonly number[], to: number): readonly Bar[] {
  const counts = new Array<number>(BINS).fill(0)
  for (const distance of distances.filter(Number.isFinite)) {
    const bin = Math.min(BINS - 1, Math.floor((distance / to) * BINS))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts.map((count, bin) => ({
    from: (bin * to) / BINS,
    to: ((bin + 1) * to) / BINS,
    height: count / Math.max(1, distances.length),
  }))
}

function distancesOf({ rows }: Report, comparison: string): PairDistances {
  const of = (same: boolean) =>
    rows
      .filter((row) => row.comparison === comparison && row.same === same && row.eyesHidden !== true)
      .map((row) => row.distance ?? Number.POSITIVE_INFINITY)
  return { genuine: of(true), impostor: of(false) }
}

function share(value: number): string {
  return `${Math.round(100 * value)} %`
}
