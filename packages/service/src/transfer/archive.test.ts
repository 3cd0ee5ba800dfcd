import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCustody } from '../custody/custody.ts'
import { type ArchiveEntry, ArchiveInvalid, readArchive, writeArchive } from './archive.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-archive-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const LINE_FEED = 0x0a

const ENTRIES: readonly ArchiveEntry[] = [
  { table: 'tenants', row: { id: 'a', text: 'line\nbreak \u2028', bytes: '\\x00ff' } },
  { blob: 'tx-1/page-01', bytes: Buffer.from([0, 255, 10, 13]).toString('base64') },
]

async function* entries(): AsyncGenerator<ArchiveEntry> {
  yield* ENTRIES
}

const key = createCustody(randomBytes(32)).installation

async function read(path: string, opening = key) {
  const seen: ArchiveEntry[] = []
  let schema: readonly string[] = []
  const counts = await readArchive(
    path,
    opening,
    (names) => {
      schema = names
    },
    async (entry) => void seen.push(entry),
  )
  return { seen, schema, counts }
}

describe('an archive', () => {
  it('gives back what was written, in order, for its owner alone', async () => {
    const path = join(folder, 'whole')
    await writeArchive(path, ['0001', '0002'], entries(), key)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await read(path)).toEqual({ seen: ENTRIES, schema: ['0001', '0002'], counts: { rows: 1, blobs: 1 } })
  })

  it('does not write over a file', async () => {
    const path = join(folder, 'there')
    await writeFile(path, 'something')
    await expect(writeArchive(path, [], entries(), key)).rejects.toMatchObject({ code: 'EEXIST' })
  })

  it('is refused with another master key, also when somebody without the key wrote all of it anew', async () => {
    const path = join(folder, 'foreign')
    const other = createCustody(randomBytes(32)).installation
    await writeArchive(path, ['0001'], entries(), other)
    await expect(read(path)).rejects.toThrow('sealed with another master key')
    expect((await read(path, other)).counts).toEqual({ rows: 1, blobs: 1 })
  })

  it('is refused wherever it was cut off', async () => {
    const path = join(folder, 'cut')
    await writeArchive(path, ['0001'], entries(), key)
    const whole = await readFile(path)
    for (const length of whole.keys()) {
      await writeFile(path, whole.subarray(0, length))
      await expect(read(path)).rejects.toBeInstanceOf(ArchiveInvalid)
    }
  })

  it('is refused whatever bits of a byte were changed', async () => {
    const path = join(folder, 'changed')
    await writeArchive(path, ['0001'], entries(), key)
    const whole = await readFile(path)
    const lineFeeds = [...whole.keys()].filter((at) => whole[at] === LINE_FEED)
    // The seal's last character carries bits that Base64 does not read; a line feed turns into another end of a line.
    const places = fc.oneof(
      fc.nat({ max: whole.length - 1 }),
      fc.constantFrom(...lineFeeds, whole.lastIndexOf('="') - 1),
    )
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ bits
        await writeFile(path, changed)
        await expect(read(path)).rejects.toBeInstanceOf(ArchiveInvalid)
      }),
      { numRuns: 300 },
    )
  })
})
