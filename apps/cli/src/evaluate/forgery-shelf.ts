import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ForgerySpecies } from '@bonafide/lab'
import type { ForgeryRow } from './forgery-figures.ts'

/** A rendered picture with what is known of it. */
export interface KeptPicture {
  readonly way: string
  readonly bytes: Uint8Array
  readonly documentType?: string
}

interface PictureName {
  readonly tool: string
  readonly species: ForgerySpecies
  readonly seed: number
}

/** Keeps what an evaluation rendered and judged, so that it goes on where it was stopped. */
interface ForgeryShelf {
  /** The picture as it was kept; rendered where there is none yet. */
  picture(name: PictureName, render: () => Promise<KeptPicture>): Promise<KeptPicture>
  /** The row as it was kept; judged where there is none yet. */
  row(name: PictureName, judge: () => Promise<ForgeryRow>): Promise<ForgeryRow>
}

/** Keeps nothing. */
export const NO_SHELF: ForgeryShelf = { picture: (_name, render) => render(), row: (_name, judge) => judge() }

/**
 * A shelf in a folder: a file for each picture, and `rows.ndjson`. Rows are of the engine that judged them: whoever changed
 * it removes that file, and the pictures stay.
 */
export async function openShelf(folder: string): Promise<ForgeryShelf> {
  await mkdir(folder, { recursive: true })
  const rowsFile = join(folder, 'rows.ndjson')
  const kept = await wholeLines(rowsFile)
  await writeFile(rowsFile, kept)
  const rows = new Map(rowsOf(kept).map((row) => [nameOf(row), row]))
  return {
    picture: async (name, render) => {
      const picture = join(folder, `${nameOf(name)}.picture`)
      const told = join(folder, `${nameOf(name)}.json`)
      const kept = await readFile(told, 'utf8').catch(() => undefined)
      if (kept !== undefined) return { ...JSON.parse(kept), bytes: Uint8Array.from(await readFile(picture)) }
      const { bytes, ...rest } = await render()
      await writeFile(picture, bytes)
      // Last: a picture without it was not written to its end.
      await writeFile(told, JSON.stringify(rest))
      return { ...rest, bytes }
    },
    row: async (name, judge) => {
      const kept = rows.get(nameOf(name))
      if (kept !== undefined) return kept
      const row = await judge()
      await appendFile(rowsFile, `${JSON.stringify(row)}\n`)
      return row
    },
  }
}

function nameOf({ tool, species, seed }: PictureName): string {
  return `${tool}-${species}-${seed}`
}

/** A run that was killed may have left the start of a line. */
async function wholeLines(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.slice(0, text.lastIndexOf('\n') + 1)
}

function rowsOf(text: string): readonly ForgeryRow[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ForgeryRow]))
}
