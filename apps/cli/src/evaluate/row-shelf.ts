import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps what an evaluation judged, so that it goes on where it was stopped. */
export interface RowShelf<Row> {
  /** The row of that name as it was kept; judged where there is none yet. */
  row(name: string, judge: () => Promise<Row>): Promise<Row>
}

/** Keeps nothing. */
export const NO_ROW_SHELF: RowShelf<never> = { row: (_name, judge) => judge() }

/**
 * `rows.ndjson` in a folder, a line for each row. Rows are of the engine that judged them: whoever changed it removes the
 * file.
 */
export async function openRowShelf<Row>(folder: string, nameOf: (row: Row) => string): Promise<RowShelf<Row>> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'rows.ndjson')
  const kept = await wholeLines(path)
  await writeFile(path, kept)
  const rows = new Map(rowsOf<Row>(kept).map((row) => [nameOf(row), row]))
  return {
    row: async (name, judge) => {
      const kept = rows.get(name)
      if (kept !== undefined) return kept
      const row = await judge()
      await appendFile(path, `${JSON.stringify(row)}\n`)
      return row
    },
  }
}

/** A run that was killed may have left the start of a line. */
async function wholeLines(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.slice(0, text.lastIndexOf('\n') + 1)
}

function rowsOf<Row>(text: string): readonly Row[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Row]))
}
