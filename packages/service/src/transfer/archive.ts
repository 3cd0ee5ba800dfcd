import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import type { Vault } from '../custody/custody.ts'
import { SealBroken } from '../custody/sealed-bytes.ts'

/**
 * An installation as one file of JSON lines: what it is, its rows, its blobs, and at the end how many there were with
 * the SHA-256 of all lines before, sealed by the master key: who has the file alone cannot change it unseen. What was sealed
 * stays sealed: the file opens with the master key and nothing else.
 */
const line = z.union([
  z.strictObject({ bonafide: z.literal(2), schema: z.array(z.string()) }),
  z.strictObject({ table: z.string(), row: z.record(z.string(), z.unknown()) }),
  z.strictObject({ blob: z.string(), bytes: z.base64() }),
  z.strictObject({ end: z.literal(true), rows: z.int(), blobs: z.int(), seal: z.base64() }),
])

/** Where the seal of the end is at home. */
const SEAL = 'archive'

const LINE_FEED = 0x0a
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

type ArchiveLine = z.output<typeof line>
export type ArchiveEntry = Exclude<ArchiveLine, { end: true } | { bonafide: 2 }>

export interface ArchiveCounts {
  readonly rows: number
  readonly blobs: number
}

/** The vault of the installation: seals with its master key. */
export type ArchiveKey = Pick<Vault, 'seal' | 'open'>

/** The file is not a whole archive, was changed, or was sealed with another master key. */
export class ArchiveInvalid extends Error {
  readonly code = 'archive-invalid'
}

/** Writes an archive for its owner alone; durable when it resolves. Refuses a file that exists. */
export async function writeArchive(
  path: string,
  schema: readonly string[],
  entries: AsyncIterable<ArchiveEntry>,
  key: ArchiveKey,
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
    await write({ bonafide: 2, schema: [...schema] })
    for await (const entry of entries) {
      await write(entry)
      counts['row' in entry ? 'rows' : 'blobs'] += 1
    }
    await file.writeFile(`${endLine(counts, key.seal(SEAL, hash.digest()))}\n`)
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
  key: ArchiveKey,
  onSchema: (schema: readonly string[]) => void,
  onEntry: (entry: ArchiveEntry) => Promise<void>,
): Promise<ArchiveCounts> {
  const hash = createHash('sha256')
  const counts = { rows: 0, blobs: 0 }
  let [begun, ended] = [false, false]
  for await (const bytes of lines(createReadStream(path))) {
    if (ended) throw new ArchiveInvalid('The archive goes on behind its end')
    const value = parse(bytes)
    if ('bonafide' in value !== !begun) throw new ArchiveInvalid('The archive does not begin as one')
    if ('bonafide' in value) {
      onSchema(value.schema)
      begun = true
    } else if ('end' in value) {
      const asWritten = Buffer.from(endLine(counts, Buffer.from(value.seal, 'base64'))).equals(bytes)
      if (!asWritten || !hash.copy().digest().equals(openSeal(value.seal, key)))
        throw new ArchiveInvalid('The archive was changed')
      ended = true
    } else {
      counts['row' in value ? 'rows' : 'blobs'] += 1
      await onEntry(value)
    }
    hash.update(bytes).update('\n')
  }
  if (!ended) throw new ArchiveInvalid('The archive has no end: it was cut off')
  return counts
}

/** The last line, which no digest covers: it is an archive's only if it is this, letter by letter. */
function endLine(counts: ArchiveCounts, seal: Uint8Array): string {
  const end: ArchiveLine = { end: true, ...counts, seal: Buffer.from(seal).toString('base64') }
  return JSON.stringify(end)
}

/** The lines as they stand in the file. Only a line feed ends one: `readline` also takes what a changed byte can be. */
async function* lines(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for await (const chunk of file) {
    let from = 0
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, at)])
      begun = []
      from = at + 1
    }
    begun.push(chunk.subarray(from))
  }
  if (begun.some((part) => part.length > 0)) throw new ArchiveInvalid('The archive ends inside a line: it was cut off')
}

function openSeal(seal: string, key: ArchiveKey): Uint8Array {
  try {
    return key.open(SEAL, Buffer.from(seal, 'base64'))
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    throw new ArchiveInvalid('The archive was sealed with another master key, or its end was changed', { cause })
  }
}

function parse(bytes: Uint8Array): ArchiveLine {
  try {
    return line.parse(JSON.parse(utf8.decode(bytes)))
  } catch (cause) {
    throw new ArchiveInvalid('The archive holds a line that is none of its own', { cause })
  }
}
