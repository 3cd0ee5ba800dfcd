import { randomUUID } from 'node:crypto'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Network } from '@bonafide/engine'

/** What one look at the machine found. `cure` says what to do, present unless all is well. */
export interface Diagnosis {
  readonly name: string
  readonly status: 'ok' | 'warning' | 'problem'
  readonly detail: string
  readonly cure?: string
}

const OLDEST_NODE = [20, 19] as const
const LEAST_FREE_BYTES = 1024 ** 3
/** A verification commits about ten times; at 50 ms each the user waits half a second for the disk alone. */
const SLOW_SYNC_MS = 50

export function examineNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const enough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return enough
    ? { name: 'node', status: 'ok', detail: version }
    : { name: 'node', status: 'problem', detail: version, cure: `Install Node ${OLDEST_NODE.join('.')} or newer.` }
}

/** Writes and syncs a small file in the data folder, as every accepted request does. */
export async function examineDataFolder(folder: string): Promise<Diagnosis> {
  const name = 'data folder'
  const path = join(folder, `doctor-${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true })
    const syncMs = await timeSync(path)
    const { bavail, bsize } = await statfs(folder)
    const freeBytes = bavail * bsize
    const detail = `${folder}: ${(freeBytes / 1024 ** 3).toFixed(1)} GiB free, ${syncMs.toFixed(1)} ms for a synced write`
    if (freeBytes < LEAST_FREE_BYTES) return { name, status: 'problem', detail, cure: 'Free at least 1 GiB.' }
    if (syncMs > SLOW_SYNC_MS)
      return { name, status: 'warning', detail, cure: 'Use a faster disk for the data folder.' }
    return { name, status: 'ok', detail }
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : 'cannot be written'
    return { name, status: 'problem', detail: `${folder}: ${detail}`, cure: 'Name a folder that this user may write.' }
  } finally {
    await rm(path, { force: true }).catch(() => {})
  }
}

async function timeSync(path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  try {
    const start = performance.now()
    await file.writeFile(new Uint8Array(8192))
    await file.sync()
    return performance.now() - start
  } finally {
    await file.close()
  }
}

interface ModelPlaces {
  readonly cacheDir?: string
  /** File that names face networks of the operator's own. */
  readonly faceModels?: string
}

interface ExaminedModels {
  readonly diagnosis: Diagnosis
  /** The network that describes faces, when all could be opened. */
  readonly embedder?: Pick<Network, 'id' | 'sha256'>
}

/** Converts the networks if needed, opens them (which compares their hashes) and looks for a face on an empty picture. */
export async function examineModels({ cacheDir, faceModels }: ModelPlaces): Promise<ExaminedModels> {
  const name = 'networks'
  try {
    const { MODEL_TABLE, openModels, prepareModels, readPlugIns } = await import('@bonafide/models-onnx')
    const own = faceModels === undefined ? {} : await readPlugIns(faceModels)
    const models = await openModels(await prepareModels(cacheDir === undefined ? {} : { cacheDir }), own)
    try {
      if (own.detector === undefined)
        await models.faceDetector.run({ dims: [1, 3, 256, 256], data: new Float32Array(3 * 256 * 256) })
      const { id, sha256 } = models.faceEmbedder
      const detail = MODEL_TABLE.map((entry) => `${entry.id} ${entry.sha256.slice(0, 8)}`).join(', ')
      return { diagnosis: { name, status: 'ok', detail }, embedder: { id, sha256 } }
    } finally {
      await models.close()
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'cannot be opened'
    const cure = 'Run npm ci again; if a file was altered, delete it first.'
    return { diagnosis: { name, status: 'problem', detail, cure } }
  }
}

/** Programs that only some commands need. */
export function examineProgram(name: string, found: boolean, use: string): Diagnosis {
  return found
    ? { name, status: 'ok', detail: 'found' }
    : { name, status: 'warning', detail: 'not found', cure: `Install the package ${name} to ${use}.` }
}
