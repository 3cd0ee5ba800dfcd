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

  it('is refused wherever it was cut off or changed', async () => {
    const path = join(folder, 'damaged')
    await writeArchive(path, ['0001'], entries(), key)
    const whole = await readFile(path)
    const damaged = fc.oneof(
      fc.integer({ min: 0, max: whole.length - 2 }).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.integer({ min: 0, max: whole.length - 2 }), fc.integer({ min: 1, max: 127 })).map(([at, flip]) => {
        const copy = Buffer.from(whole)
        copy[at] = (copy[at] ?? 0) ^ flip
        return copy
      }),
    )
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        await writeFile(path, bytes)
        await expect(read(path)).rejects.toBeInstanceOf(ArchiveInvalid)
      }),
      { numRuns: 200 },
    )
  })
})
