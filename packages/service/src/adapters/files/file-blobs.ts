import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Blobs, readBlobKey, requireBlobPrefix } from '../../ports/blobs.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Blobs as files below `root`, readable by their owner only: `ab/<transactionId>/<name>`, where `ab` spreads
 * transactions over 256 folders.
 */
export function createFileBlobs(root: string): Blobs {
  return {
    async put(key, bytes) {
      await put(pathOf(root, key), bytes)
    },
    async get(key) {
      const path = pathOf(root, key)
      try {
        return new Uint8Array(await readFile(path))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async delete(key) {
      const path = pathOf(root, key)
      await rm(path, { force: true })
      await syncIfThere(dirname(path))
    },
    async deleteAll(prefix) {
      requireBlobPrefix(prefix)
      const folder = folderOf(root, prefix)
      await rm(folder, { recursive: true, force: true })
      await syncIfThere(dirname(folder))
    },
  }
}

async function syncIfThere(folder: string): Promise<void> {
  await syncFolder(folder).catch((error) => {
    if (!isMissing(error)) throw error
  })
}

/** Never resolves before file and name are on the disk; a reader sees the whole old or the whole new file. */
async function put(target: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(target)
  await makeFolder(folder)
  const draft = join(folder, `.draft-${randomUUID()}`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** A new folder is only durable when the one that names it is synced. */
async function makeFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (firstMade === undefined) return
  for (let made = folder; made.length >= firstMade.length; made = dirname(made)) await syncFolder(dirname(made))
}

function pathOf(root: string, key: string): string {
  const { prefix, name } = readBlobKey(key)
  return join(folderOf(root, prefix), name)
}

function folderOf(root: string, transactionId: string): string {
  return join(root, createHash('sha256').update(transactionId).digest('hex').slice(0, 2), transactionId)
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
