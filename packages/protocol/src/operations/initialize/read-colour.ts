const NAMED: ReadonlyMap<string, string> = new Map([
  ['white', 'rgba(255, 255, 255, 1)'],
  ['black', 'rgba(0, 0, 0, 1)'],
])

/** `#RRGGBB`, `#AARRGGBB`, `rgb()`, `rgba()`, white or black as `rgba(…)`; undefined when it is anything else. */
export function readColour(text: string): string | undefined {
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
