import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ForgerySpecies } from '@bonafide/lab'
import type { ForgeryRow } from './forgery-figures.ts'
import { openRowShelf } from './row-shelf.ts'

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

/** A shelf in a folder: a file for each picture, and the rows. Whoever changed the engine removes the rows; the pictures stay. */
export async function openShelf(folder: string): Promise<ForgeryShelf> {
  const rows = await openRowShelf<ForgeryRow>(folder, nameOf)
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
    row: (name, judge) => rows.row(nameOf(name), judge),
  }
}

function nameOf({ tool, species, seed }: PictureName): string {
  return `${tool}-${species}-${seed}`
}
