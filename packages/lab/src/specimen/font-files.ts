import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const CHINESE = '@fontsource/chocolate-classical-sans'

/** Faces of type that specimens print Latin letters in: even strokes in two weights, a humanist face in one, and serifs in two. */
export type PrintFace = 'plex' | 'classical' | 'serif'

interface FaceFiles {
  /** Of all files of the face, up to the name of the subset. */
  readonly path: string
  readonly weights: { readonly 400: 400; readonly 600: 400 | 600 }
  /** Height of capitals in ems: that of the H's outline. */
  readonly capitalEm: number
}

const FACES: Readonly<Record<PrintFace, FaceFiles>> = {
  plex: {
    path: '@fontsource/ibm-plex-sans/files/ibm-plex-sans',
    weights: { 400: 400, 600: 600 },
    capitalEm: 0.698,
  },
  classical: {
    path: `${CHINESE}/files/chocolate-classical-sans`,
    weights: { 400: 400, 600: 400 },
    capitalEm: 0.733,
  },
  serif: {
    path: '@fontsource/noto-serif/files/noto-serif',
    weights: { 400: 400, 600: 600 },
    capitalEm: 0.714,
  },
}

export function capitalEmOf(face: PrintFace): number {
  return FACES[face].capitalEm
}

/** The font files that have these letters, as paths within installed packages; plain Latin is always among them. */
export async function fontFilesFor(face: PrintFace, weight: 400 | 600, letters: string): Promise<readonly string[]> {
  const { path, weights } = FACES[face]
  const fileOf = (subset: string) => `${path}-${subset}-${weights[weight]}-normal.woff`
  const files = [fileOf('latin')]
  const beyond = [...new Set(letters.normalize('NFC'))]
    .map((letter) => letter.codePointAt(0) ?? 0)
    .filter((point) => point > 0xff)
  if (beyond.length === 0) return files
  files.push(fileOf('latin-ext'), fileOf('vietnamese'))
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
