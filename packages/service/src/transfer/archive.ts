import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
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
    const seal = key.seal(SEAL, hash.copy().digest())
    await write({ end: true, ...counts, seal: Buffer.from(seal).toString('base64') })
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
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (ended) throw new ArchiveInvalid('The archive goes on behind its end')
    const value = parse(text)
    if ('bonafide' in value !== !begun) throw new ArchiveInvalid('The archive does not begin as one')
    if ('bonafide' in value) {
      onSchema(value.schema)
      begun = true
    } else if ('end' in value) {
      const counted = value.rows === counts.rows && value.blobs === counts.blobs
      if (!counted || !hash.copy().digest().equals(openSeal(value.seal, key)))
        throw new ArchiveInvalid('The archive was changed')
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

function openSeal(seal: string, key: ArchiveKey): Uint8Array {
  try {
    return key.open(SEAL, Buffer.from(seal, 'base64'))
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    throw new ArchiveInvalid('The archive was sealed with another master key, or its end was changed', { cause })
  }
}

function parse(text: string): ArchiveLine {
  try {
    return line.parse(JSON.parse(text))
  } catch (cause) {
    throw new ArchiveInvalid('The archive holds a line that is none of its own', { cause })
  }
}
