import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const LATIN = '@fontsource/ibm-plex-sans/files/ibm-plex-sans'
const CHINESE = '@fontsource/chocolate-classical-sans'

/** The font files that have these letters, as paths within installed packages; plain Latin is always among them. */
export async function fontFilesFor(weight: 400 | 600, letters: string): Promise<readonly string[]> {
  const files = [`${LATIN}-latin-${weight}-normal.woff`]
  const beyond = [...new Set(letters.normalize('NFC'))]
    .map((letter) => letter.codePointAt(0) ?? 0)
    .filter((point) => point > 0xff)
  if (beyond.length === 0) return files
  files.push(`${LATIN}-latin-ext-${weight}-normal.woff`, `${LATIN}-vietnamese-${weight}-normal.woff`)
  for (const [subset, ranges] of await chineseSubsets()) {
    if (beyond.some((point) => ranges.some(([first, last]) => point >= first && point <= last))) {
      files.push(`${CHINESE}/files/chocolate-classical-sans-${subset}-400-normal.woff`)
    }
  }
  return files
}

type Range = readonly [first: number, last: number]

/** The subsets that the Chinese font comes in, and the code points of each; the names of numbered ones stand in brackets. */
async function chineseSubsets(): Promise<readonly (readonly [string, readonly Range[]])[]> {
  const path = createRequire(import.meta.url).resolve(`${CHINESE}/unicode.json`)
  const table: Record<string, string> = JSON.parse(await readFile(path, 'utf8'))
  return Object.entries(table)
    .filter(([name]) => name.startsWith('['))
    .map(([name, ranges]) => [name.slice(1, -1), ranges.split(',').map(rangeOf)])
}

/** `U+4e00` or `U+4e00-4e05`. */
function rangeOf(text: string): Range {
  const [first = '', last = first] = text.trim().replace(/^U\+/, '').split('-')
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
}
