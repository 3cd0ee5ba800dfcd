/** Values of labels are few and ours: actions, codes, stages. Never ids. */
export type Labels = Readonly<Record<string, string>>

/** Upper ends of a histogram's buckets in seconds: from a call without work to the longest judgement. */
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const
/** A metric stops growing here, whatever mistake is made with its labels. */
const MOST_SERIES = 500

interface Metric {
  readonly name: string
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly help: string
}

interface Series {
  readonly labels: Labels
  value: number
  /** Of a histogram: how many observations were at most as large as each bucket. */
  readonly buckets: number[]
  count: number
}

export interface Registry {
  add(metric: string, labels?: Labels, by?: number): void
  observe(metric: string, seconds: number, labels?: Labels): void
  /** The text that Prometheus reads, version 0.0.4. */
  expose(): Promise<string>
}

export interface Reading {
  readonly labels?: Labels
  readonly value: number
}

/** A metric whose value is asked for when somebody looks. */
export interface Gauge {
  readonly name: string
  readonly kind: 'gauge' | 'counter'
  readonly help: string
  read(): readonly Reading[] | Promise<readonly Reading[]>
}

export function createRegistry(metrics: readonly Metric[], gauges: readonly Gauge[]): Registry {
  const held = new Map(metrics.map((metric) => [metric.name, { metric, series: new Map<string, Series>() }]))

  function seriesOf(name: string, labels: Labels): Series | undefined {
    const entry = held.get(name)
    if (entry === undefined) throw new TypeError(`There is no metric ${name}`)
    const key = keyOf(labels)
    const known = entry.series.get(key)
    if (known !== undefined || entry.series.size >= MOST_SERIES) return known
    const made = { labels, value: 0, buckets: BUCKETS.map(() => 0), count: 0 }
    entry.series.set(key, made)
    return made
  }

  return {
    add(name, labels = {}, by = 1) {
      const series = seriesOf(name, labels)
      if (series !== undefined) series.value += by
    },
    observe(name, seconds, labels = {}) {
      const series = seriesOf(name, labels)
      if (series === undefined) return
      series.value += seconds
      series.count += 1
      for (let index = BUCKETS.length - 1; index >= 0 && seconds <= (BUCKETS[index] ?? 0); index -= 1) {
        series.buckets[index] = (series.buckets[index] ?? 0) + 1
      }
    },
    async expose() {
      const lines = [...held.values()].flatMap(({ metric, series }) => [
        ...headOf(metric),
        ...[...series.values()].flatMap((one) =>
          metric.kind === 'histogram' ? histogramLines(metric.name, one) : [lineOf(metric.name, one.labels, one.value)],
        ),
      ])
      for (const gauge of gauges) {
        const readings = await gauge.read()
        lines.push(...headOf(gauge), ...readings.map(({ labels = {}, value }) => lineOf(gauge.name, labels, value)))
      }
      return `${lines.join('\n')}\n`
    },
  }
}

/** Most have one label or none. */
function keyOf(labels: Labels): string {
  const names = Object.keys(labels)
  const [only] = names
  if (names.length > 1) return JSON.stringify(names.sort().map((name) => [name, labels[name]]))
  return only === undefined ? '' : `${only} ${labels[only]}`
}

function headOf({ name, kind, help }: Pick<Metric, 'name' | 'kind' | 'help'>): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`]
}

function histogramLines(name: string, { labels, value, buckets, count }: Series): readonly string[] {
  return [
    ...BUCKETS.map((most, index) => lineOf(`${name}_bucket`, { ...labels, le: String(most) }, buckets[index] ?? 0)),
    lineOf(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
    lineOf(`${name}_sum`, labels, value),
    lineOf(`${name}_count`, labels, count),
  ]
}

function lineOf(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
}
