import type { Parameter } from '@bonafide/protocol'

type AnyParameter = Parameter<unknown>

/** What a parameter may hold, as JSON Schema; everything travels as text. */
export function parameterSchema(parameter: AnyParameter): object {
  const { kind, values, maxLength, pattern, fallback } = parameter
  return {
    ...FORMS[kind],
    ...(values === undefined ? {} : { enum: values }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined || kind === 'list' ? {} : { pattern: pattern.source }),
    ...(isPlain(fallback) ? { default: written(fallback) } : {}),
  }
}

/** The same in words, for a page. */
export function parameterForm({ kind, values, maxLength, pattern }: AnyParameter): string {
  if (kind === 'switch') return '`Y` or `N` (also `T`/`F`, `1`/`0`)'
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ')
  const parts = [
    WORDS[kind],
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(pattern === undefined ? [] : [`${kind === 'list' ? 'items ' : ''}\`${escapePipes(pattern.source)}\``]),
  ]
  return parts.join(', ')
}

export function parameterDefault({ fallback }: AnyParameter): string {
  return isPlain(fallback) ? `\`${written(fallback)}\`` : ''
}

/** What this version refuses of the parameter; empty when it does all of it. */
export function unsupportedOf(parameter: AnyParameter): string {
  const { kind, values = [] } = parameter
  if (kind === 'switch') {
    const refused = [true, false].filter((value) => !parameter.isSupported(value))
    return refused.map((value) => `\`${written(value)}\``).join(', ')
  }
  if (values.length > 0) {
    const refused = values.filter((value) => !parameter.isSupported(value))
    return refused.map((value) => `\`${value}\``).join(', ')
  }
  // A parameter without restrictions supports whatever it is asked about.
  return parameter.isSupported(Symbol('any other value')) ? '' : 'any value but the default'
}

const FORMS: Readonly<Record<AnyParameter['kind'], object>> = {
  text: { type: 'string' },
  choice: { type: 'string' },
  switch: { type: 'string' },
  number: { type: 'string', pattern: '^\\d{1,9}$' },
  list: { type: 'string', description: 'A comma list.' },
  json: { type: 'string', contentMediaType: 'application/json' },
  url: { type: 'string', format: 'uri' },
  picture: { type: 'string', contentEncoding: 'base64' },
}

const WORDS: Readonly<Record<AnyParameter['kind'], string>> = {
  text: 'text',
  choice: 'one of a few words',
  switch: 'a switch',
  number: 'a whole number',
  list: 'a comma list',
  json: 'JSON as text',
  url: 'an address',
  picture: 'a picture in Base64',
}

function isPlain(value: unknown): value is string | number | boolean | readonly string[] {
  return ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value)
}

function written(value: string | number | boolean | readonly string[]): string {
  if (typeof value === 'boolean') return value ? 'Y' : 'N'
  return Array.isArray(value) ? value.join(',') : String(value)
}

function escapePipes(text: string): string {
  return text.replaceAll('|', '\\|')
}
