import type { ClientConfig, SessionView } from '../../channel.ts'
import { ValueRefused } from '../parameter.ts'
import { STYLE_KEYS } from './style-keys.ts'
import { PICTURE } from './style-values.ts'

/**
 * What StyleConfig changes on the hosted page, each value by its name there, `facePage.topTipColor`. Decoration that has no
 * place on our screens is checked and left away. A key that nobody lists is refused by its name, a value of another form
 * with what is allowed. No text of the caller ever gets into a style sheet: colours and lengths are written anew, and of an
 * address everything is known but its Base64.
 */
export function readStyle(text: string): Pick<ClientConfig, 'look'> & Pick<SessionView, 'pictures'> {
  const entries = Object.entries(groupsOf(text)).flatMap(([group, keys]) =>
    Object.entries(objectOf(keys)).flatMap(([key, value]) => read(group, key, value)),
  )
  const look = entries.filter(({ isPicture }) => !isPicture)
  const pictures = entries.filter(({ isPicture }) => isPicture)
  return {
    ...(look.length === 0 ? {} : { look: byName(look) }),
    ...(pictures.length === 0 ? {} : { pictures: byName(pictures) }),
  }
}

interface Entry {
  readonly name: string
  readonly value: string
  readonly isPicture: boolean
}

function read(group: string, key: string, given: unknown): readonly Entry[] {
  const name = `${group}.${key}`
  const known = STYLE_KEYS.get(name)
  if (known === undefined) throw new ValueRefused(`${/^\w{1,40}$/.test(key) ? key : 'A key'} is no key of StyleConfig.`)
  const value = known.form.read(given)
  if (value === undefined) throw new ValueRefused(`${name} must be ${known.form.allowed}.`)
  return known.shown ? [{ name, value, isPicture: known.form === PICTURE }] : []
}

function byName(entries: readonly Entry[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.map(({ name, value }) => [name, value]))
}

function groupsOf(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text))
  } catch (error) {
    throw error instanceof ValueRefused ? error : new ValueRefused('It is not JSON.')
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ValueRefused('It must be a JSON object of objects.')
  }
  return value as Record<string, unknown>
}
