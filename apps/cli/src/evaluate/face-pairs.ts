import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabelError } from './define-evaluation.ts'
import { readCsv } from './read-csv.ts'

/** One labelled picture; without an identity it is only looked at, never paired. */
export interface LabelledPicture {
  readonly file: string
  readonly identity: string | undefined
  readonly set: string
}

/** Two pictures of which it is known whether they show one person. */
export interface FacePair {
  readonly a: string
  readonly b: string
  readonly same: boolean
  /** The collection of both, or `across`. */
  readonly set: string
}

export const PAIR_CHOICES = ['all', 'listed'] as const
export type PairChoice = (typeof PAIR_CHOICES)[number]

export interface FaceLabels {
  readonly pictures: readonly LabelledPicture[]
  /** Who is on a picture, by its file. */
  readonly identities: ReadonlyMap<string, string>
  readonly pairs: readonly FacePair[]
}

/**
 * The pictures of a folder (`images.csv`) and the pairs to compare: those that `pairs.csv` lists, and with `all` every
 * other pair of two pictures whose persons are known.
 */
export async function readFaceLabels(dataDir: string, choice: PairChoice): Promise<FaceLabels> {
  const images = (await readTable(dataDir, 'images.csv')).map(toPicture)
  const byFile = new Map(images.map((picture) => [picture.file, picture]))
  const listed = (await readPairs(dataDir, choice)).map((row) => toPair(row, byFile))
  const pairs = new Map(listed.map((pair) => [keyOf(pair.a, pair.b), pair]))
  if (choice === 'all') {
    for (const pair of everyPair(images)) if (!pairs.has(keyOf(pair.a, pair.b))) pairs.set(keyOf(pair.a, pair.b), pair)
  }
  for (const { a, b } of pairs.values()) {
    for (const file of [a, b]) if (!byFile.has(file)) byFile.set(file, { file, identity: undefined, set: '' })
  }
  const identities = new Map(
    images.flatMap(({ file, identity }) => (identity === undefined ? [] : [[file, identity] as const])),
  )
  return { pictures: [...byFile.values()], identities, pairs: [...pairs.values()] }
}

function everyPair(pictures: readonly LabelledPicture[]): readonly FacePair[] {
  const known = pictures.filter(({ identity }) => identity !== undefined)
  return known.flatMap((a, index) =>
    known.slice(index + 1).map((b) => ({
      a: a.file,
      b: b.file,
      same: a.identity === b.identity,
      set: setOf(a, b),
    })),
  )
}

function setOf(a: LabelledPicture | undefined, b: LabelledPicture | undefined): string {
  return a !== undefined && a.set === b?.set ? a.set : 'across'
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`
}

type Row = Readonly<Record<string, string>>

function toPicture({ file, identity, set }: Row): LabelledPicture {
  if (file === undefined || file === '') throw new LabelError('images.csv needs the column file')
  return { file, identity: identity === '' ? undefined : identity, set: set ?? '' }
}

function toPair(row: Row, pictures: ReadonlyMap<string, LabelledPicture>): FacePair {
  const { file_a: a, file_b: b, same } = row
  if (a === undefined || b === undefined || (same !== '0' && same !== '1')) {
    throw new LabelError('pairs.csv needs the columns file_a, file_b and same (0 or 1)')
  }
  return { a, b, same: same === '1', set: setOf(pictures.get(a), pictures.get(b)) }
}

/** A folder whose persons are all known may do without a list. */
async function readPairs(dataDir: string, choice: PairChoice): Promise<readonly Row[]> {
  try {
    return await readTable(dataDir, 'pairs.csv')
  } catch (error) {
    if (choice === 'all') return []
    throw error
  }
}

async function readTable(dataDir: string, name: string): Promise<readonly Row[]> {
  return readCsv(
    await readFile(join(dataDir, name), 'utf8').catch((cause: unknown) => {
      throw new LabelError(`${join(dataDir, name)} cannot be read`, { cause })
    }),
  )
}
