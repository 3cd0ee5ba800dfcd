import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'

/** The chart uses something that this renderer does not know. */
export class ChartTooClever extends Error {
  readonly code = 'chart-too-clever'
}

type Values = Readonly<Record<string, unknown>>

/**
 * The manifests of the chart, rendered with its own values and some changes. Helm cannot be had everywhere, so the
 * templates keep to values, `if` and `if not`, which this knows; anything else throws.
 */
export function renderChart(folder: string, changes: Values = {}): readonly Record<string, unknown>[] {
  const values = { ...(parse(readFileSync(join(folder, 'values.yaml'), 'utf8')) as Values), ...changes }
  const scope = { Values: values, Release: { Name: 'test' } }
  const templates = join(folder, 'templates')
  return readdirSync(templates)
    .sort()
    .flatMap((name) => parseAllDocuments(renderTemplate(readFileSync(join(templates, name), 'utf8'), scope)))
    .map((document) => {
      if (document.errors.length > 0) throw document.errors[0]
      return document.toJS() as Record<string, unknown> | null
    })
    .filter((manifest) => manifest !== null)
}

function renderTemplate(text: string, scope: Values): string {
  const chosen = text.replace(
    /\{\{- if (not )?\.(\S+) \}\}\n([\s\S]*?)\{\{- end \}\}\n?/g,
    (_all, not: string | undefined, path: string, body: string) =>
      Boolean(valueAt(scope, path)) === (not === undefined) ? body : '',
  )
  const rendered = chosen.replace(/\{\{ \.(\S+) \}\}/g, (_all, path: string) => String(valueAt(scope, path)))
  if (rendered.includes('{{')) throw new ChartTooClever(rendered.slice(rendered.indexOf('{{')).split('\n')[0])
  return rendered
}

function valueAt(scope: Values, path: string): unknown {
  const value = path.split('.').reduce<unknown>((at, name) => (at as Values | undefined)?.[name], scope)
  if (value === undefined) throw new ChartTooClever(`There is no value ${path}`)
  return value
}
