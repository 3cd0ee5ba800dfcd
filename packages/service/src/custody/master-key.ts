import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MasterKeyInvalid } from './custody.ts'
import { KEY_BYTES } from './sealed-bytes.ts'

/**
 * The master key of a data folder: base64 in a file that only its owner may read, made when it is missing.
 * Two processes that start at once end up with one key. Rejects with `MasterKeyInvalid` for a file that is damaged or
 * open to others.
 */
export async function loadMasterKey(path: string): Promise<Uint8Array> {
  return (await readKey(path)) ?? (await makeKey(path))
}

/** A master key that was put there by the operator, such as a mounted secret: one that is missing is never made. */
export async function readMountedKey(path: string): Promise<Uint8Array> {
  const key = await readKey(path)
  if (key === undefined) throw new MasterKeyInvalid(`There is no master key at ${path}`)
  return key
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
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
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== KEY_BYTES) throw new MasterKeyInvalid(`${path} does not hold 32 bytes in base64`)
  return new Uint8Array(key)
}

/** A mounted secret belongs to root and is readable by our group, since its owner cannot be chosen. */
function isOpenToOthers({ mode, uid }: { readonly mode: number; readonly uid: number }): boolean {
  const mounted = uid === 0 && process.getuid?.() !== 0
  return (mode & (mounted ? 0o007 : 0o077)) !== 0
}

/** Durable before it is used: what it seals must never outlive it. */
async function makeKey(path: string): Promise<Uint8Array> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.master-key-${randomUUID()}`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(draft, 0o600)
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft, { force: true })
  await syncFolder(folder)
  const key = await readKey(path)
  if (key === undefined) throw new MasterKeyInvalid(`${path} went away while it was being made`)
  return key
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
