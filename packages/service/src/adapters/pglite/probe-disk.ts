import { fsyncSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** One segment of PostgreSQL's log: what it may have to write before it can begin. */
const SEGMENT_BYTES = 16 * 1024 * 1024

/** Rejects where a folder's disk has no room for a database to begin, or does not take what is written. */
export async function probeDisk(folder: string, sync: (descriptor: number) => void = fsyncSync): Promise<void> {
  const path = join(folder, '.probe')
  try {
    const file = await open(path, 'w', 0o600)
    try {
      await fill(file, new Uint8Array(SEGMENT_BYTES))
      sync(file.fd)
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}

/** With positions, as the database writes. */
async function fill(file: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten
}
