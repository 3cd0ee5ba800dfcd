import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/**
 * An installation as one file of JSON lines: what it is, its rows, its blobs, and at the end how many there were with
 * the SHA-256 of all lines before. What was sealed stays sealed: the file opens with the master key and nothing else.
 */
const line = z.union([
  z.strictObject({ bonafide: z.literal(1), schema: z.array(z.string()) }),
  z.strictObject({ table: z.string(), row: z.record(z.string(), z.unknown()) }),
  z.strictObject({ blob: z.string(), bytes: z.base64() }),
  z.strictObject({ end: z.literal(true), rows: z.int(), blobs: z.int(), sha256: z.string() }),
])

type ArchiveLine = z.output<typeof line>
export type ArchiveEntry = Exclude<ArchiveLine, { end: true } | { bonafide: 1 }>

export interface ArchiveCounts {
  readonly rows: number
  readonly blobs: number
}

/** The file is not a whole archive, or was changed. */
export class ArchiveInvalid extends Error {
  readonly code = 'archive-invalid'
}

/** Writes an archive for its owner alone; durable when it resolves. Refuses a file that exists. */
export async function writeArchive(
  path: string,
  schema: readonly string[],
  entries: AsyncIterable<ArchiveEntry>,
): Promise<ArchiveCounts> {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  const counts = { rows: 0, blobs: 0 }
  async function write(value: ArchiveLine): Promise<void> {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    await file.writeFile(text)
  }
  try {
    await write({ bonafide: 1, schema: [...schema] })
    for await (const entry of entries) {
      await write(entry)
      counts['row' in entry ? 'rows' : 'blobs'] += 1
    }
    await write({ end: true, ...counts, sha256: hash.copy().digest('hex') })
    await file.sync()
  } finally {
    await file.close()
  }
  return counts
}

/**
 * Reads an archive: hands over its schema first, then every entry in order. Rejects with `ArchiveInvalid` when the end
 * is missing or does not fit what came before; until then nothing that was handed over may be kept.
 */
export async function readArchive(
  path: string,
  onSchema: (schema: readonly string[]) => void,
  onEntry: (entry: ArchiveEntry) => Promise<void>,
): Promise<ArchiveCounts> {
  const hash = createHash('sha256')
  const counts = { rows: 0, blobs: 0 }
  let [begun, ended] = [false, false]
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (ended) throw new ArchiveInvalid('The archive goes on behind its end')
    const value = parse(text)
    if ('bonafide' in value !== !begun) throw new ArchiveInvalid('The archive does not begin as one')
    if ('bonafide' in value) {
      onSchema(value.schema)
      begun = true
    } else if ('end' in value) {
      const fits =
        value.rows === counts.rows && value.blobs === counts.blobs && value.sha256 === hash.copy().digest('hex')
      if (!fits) throw new ArchiveInvalid('The archive was changed')
      ended = true
    } else {
      counts['row' in value ? 'rows' : 'blobs'] += 1
      await onEntry(value)
    }
    hash.update(`${text}\n`)
  }
  if (!ended) throw new ArchiveInvalid('The archive has no end: it was cut off')
  return counts
}

function parse(text: string): ArchiveLine {
  try {
    return line.parse(JSON.parse(text))
  } catch (cause) {
    throw new ArchiveInvalid('The archive holds a line that is none of its own', { cause })
  }
}
