import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MasterKeyInvalid } from './key-ring.ts'
import { KEY_BYTES } from './sealed-bytes.ts'

/**
 * The master keys of a data folder: base64 in a file that only its owner may read, one a line, the newest first; made
 * with one key when it is missing. Two processes that start at once end up with one key. Rejects with `MasterKeyInvalid`
 * for a file that is damaged or open to others.
 */
export async function loadMasterKeys(path: string): Promise<readonly Uint8Array[]> {
  return (await readKeys(path)) ?? (await makeKey(path))
}

/** Master keys that were put there by the operator, such as a mounted secret: a file that is missing is never made. */
export async function readMountedKeys(path: string): Promise<readonly Uint8Array[]> {
  const keys = await readKeys(path)
  if (keys === undefined) throw new MasterKeyInvalid(`There is no master key at ${path}`)
  return keys
}

/** Puts these keys in the place of those in the file, the newest first: readers see the old or the new file. */
export async function writeMasterKeys(path: string, keys: readonly Uint8Array[]): Promise<void> {
  const draft = await writeDraft(dirname(path), keys)
  await rename(draft, path)
  await syncFolder(dirname(path))
}

async function readKeys(path: string): Promise<readonly Uint8Array[] | undefined> {
  let text: string
  try {
    if (isOpenToOthers(await stat(path))) {
      throw new MasterKeyInvalid(`Others can read the master key: chmod 600 ${path}`)
    }
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const keys = text
    .trim()
    .split(/\s+/)
    .map((line) => new Uint8Array(Buffer.from(line, 'base64')))
  if (keys.some(({ length }) => length !== KEY_BYTES)) {
    throw new MasterKeyInvalid(`${path} does not hold 32 bytes in base64 on each line`)
  }
  return keys
}

/** A mounted secret belongs to root and is readable by our group, since its owner cannot be chosen. */
function isOpenToOthers({ mode, uid }: { readonly mode: number; readonly uid: number }): boolean {
  const mounted = uid === 0 && process.getuid?.() !== 0
  return (mode & (mounted ? 0o007 : 0o077)) !== 0
}

/** Durable before it is used: what it seals must never outlive it. */
async function makeKey(path: string): Promise<readonly Uint8Array[]> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = await writeDraft(folder, [newMasterKey()])
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft, { force: true })
  await syncFolder(folder)
  return readMountedKeys(path)
}

export function newMasterKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_BYTES))
}

async function writeDraft(folder: string, keys: readonly Uint8Array[]): Promise<string> {
  const draft = join(folder, `.master-key-${randomUUID()}`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join(''))
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(draft, 0o600)
  return draft
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
