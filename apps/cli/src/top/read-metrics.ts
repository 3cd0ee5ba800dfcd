export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const LINE = /^([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? ([^ ]+)$/i
const LABEL = /([a-z_][a-z0-9_]*)="((?:[^"\\]|\\.)*)"/gi

/** The samples of a text in the form of Prometheus; what is none is left out. */
export function readMetrics(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? []
    if (name === undefined || !Number.isFinite(Number(value))) return []
    return [{ name, labels: Object.fromEntries(readLabels(labels)), value: Number(value) }]
  })
}

function* readLabels(text: string): Generator<readonly [string, string]> {
  for (const [, label = '', value = ''] of text.matchAll(LABEL)) yield [label, value.replace(/\\(.)/g, '$1')]
}

/** The sum over all series of a metric that carry these labels. */
export function sumOf(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number {
  return samples
    .filter(
      (sample) => sample.name === name && Object.entries(labels).every(([key, text]) => sample.labels[key] === text),
    )
    .reduce((sum, { value }) => sum + value, 0)
}
