import { ValueRefused } from '../parameter.ts'

/** Colours of the hosted page by their names in StyleConfig, `facePage.topTipColor`; values are CSS colours of one form. */
export type Look = Readonly<Record<string, string>>

/** client-sdk.md section 7, mobile and PC keys in one: the colours that have a place on our screens. */
const COLOURS: Readonly<Record<string, readonly string[]>> = {
  guidePage: ['backgroundColor', 'btnBgColor', 'btnTextColor', 'startBtnBgColor', 'startBtnTextColor'],
  ocrPage: ['ocrBgColor', 'tipColor', 'maskColor', 'submitBtnBgColor', 'submitBtnTextColor', 'uploadTextColor'],
  ocrResultPage: [
    'backgroundColor',
    'topTipBgColor',
    'topTipTextColor',
    'ocrTextColor',
    'inputBgColor',
    'btnBgColor',
    'btnTextColor',
  ],
  facePage: ['backgroundColor', 'topTipColor', 'processBarColor'],
  alert: ['primaryBtnBgColor'],
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['white', 'rgba(255, 255, 255, 1)'],
  ['black', 'rgba(0, 0, 0, 1)'],
])

/**
 * The look of the hosted page; `undefined` when it changes nothing. Whatever is no colour of a known place is refused by
 * its key: pictures and positions are not offered. No text of the caller ever gets
 * into a style sheet.
 */
export function readStyle(text: string): Look | undefined {
  const look = Object.fromEntries(
    Object.entries(groupsOf(text)).flatMap(([group, keys]) =>
      Object.entries(objectOf(keys)).map(([key, value]) => [`${group}.${key}`, colourOf(group, key, value)]),
    ),
  )
  return Object.keys(look).length === 0 ? undefined : look
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

function colourOf(group: string, key: string, value: unknown): string {
  const known = Object.hasOwn(COLOURS, group) && COLOURS[group]?.includes(key) === true
  if (!known) throw new ValueRefused(`${/^\w{1,40}$/.test(key) ? key : 'A key'} is not supported yet.`)
  // processBarColor is a list, from the colour that begins to the one that ends.
  const first: unknown = Array.isArray(value) ? value[0] : value
  const colour = typeof first === 'string' ? readColour(first.trim().toLowerCase()) : undefined
  if (colour === undefined) throw new ValueRefused(`${key} must be a colour: #RRGGBB, #AARRGGBB, rgb() or rgba().`)
  return colour
}

function readColour(text: string): string | undefined {
  const named = NAMED.get(text)
  if (named !== undefined) return named
  const [, alpha = 'ff', digits] = /^#([0-9a-f]{2})?([0-9a-f]{6})$/.exec(text) ?? []
  if (digits !== undefined) {
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16))
    return `rgba(${red}, ${green}, ${blue}, ${Math.round((Number.parseInt(alpha, 16) / 255) * 1000) / 1000})`
  }
  const [, red, green, blue, share = '1'] =
    /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*(0?\.\d{1,3}|0|1|1\.0)\s*)?\)$/.exec(text) ?? []
  const parts = [red, green, blue].map(Number)
  if (red === undefined || parts.some((part) => part > 255)) return undefined
  return `rgba(${parts.join(', ')}, ${Number(share)})`
}
