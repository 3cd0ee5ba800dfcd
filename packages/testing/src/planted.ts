import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenedStore } from './store-contract.ts'

/** Stands in everything personal that a test sends. Letters and digits only, so that nothing on the way rewrites it. */
export const PLANTED = 'ZQ7PLANTEDX4K'

/** A text that is found wherever it goes. */
export function planted(name: string): string {
  return `${PLANTED}${name}`
}

/** What was searched, and where something planted was found. */
export interface PlantedSearch {
  readonly searched: number
  readonly hits: readonly string[]
}

/** Every byte of every file below the folders. */
export async function searchFiles(...folders: readonly string[]): Promise<PlantedSearch> {
  let searched = 0
  const hits: string[] = []
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      searched += 1
      if (entry.name.includes(PLANTED) || holdsPlanted(await readFile(path))) hits.push(path)
    }
  }
  return { searched, hits }
}

/**
 * Every row of every table as the database writes it: in its files a long value may be compressed, and then a search of the
 * bytes alone would not see it.
 */
export async function searchRows(run: OpenedStore['run']): Promise<PlantedSearch> {
  const tables = (await run(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`)) as Rows<{ name: string }>
  let searched = 0
  const hits: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = (await run(`select t::text as row from ${name} t`)) as Rows<{ row: string }>
    searched += rows.length
    if (rows.some(({ row }) => holdsPlanted(Buffer.from(row)))) hits.push(name)
  }
  return { searched, hits }
}

interface Rows<Row> {
  readonly rows: readonly Row[]
}

export function holdsPlanted(bytes: Buffer): boolean {
  return FORMS.some((form) => bytes.includes(form))
}

/** As it is and in small letters, each also in UTF-16, in hex and in Base64 at each of the three offsets. */
const FORMS: readonly Buffer[] = [PLANTED, PLANTED.toLowerCase()].flatMap((text) => {
  const plain = Buffer.from(text)
  const wide = Buffer.from(text, 'utf16le')
  const hex = plain.toString('hex')
  return [
    plain,
    wide,
    Buffer.from(wide).swap16(),
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    ...inBase64(plain),
    ...inBase64(wide),
  ]
})

/** The characters that do not depend on what stands before and behind. */
function inBase64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return Buffer.from(text.slice(Math.ceil((offset * 4) / 3), -1))
  })
}
