import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exportModel } from './export-model.ts'
import { ModelError } from './model-error.ts'
import type { ModelEntry, ModelName } from './models/model-entry.ts'
import { MODEL_TABLE } from './models/model-table.ts'
import { defaultCacheFolder, packageFolder } from './package-files.ts'
import { sha256 } from './sha256.ts'

/** Path of each network's ONNX file. Plain strings, so that it can be handed to a child process. */
export type ModelFiles = Readonly<Record<ModelName, string>>

export interface PrepareOptions {
  /** Where converted networks are kept; beside the installed packages when absent. */
  readonly cacheDir?: string
  /** Told after each network that is in place. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly id: string }) => void
}

/**
 * Converts the packaged weights to ONNX files where that was not done yet. Any number of processes may call it at once:
 * every file appears whole under its name or not at all. Throws a `ModelError` when a file that is there was altered.
 *
 * @example const models = await openModels(await prepareModels())
 */
export async function prepareModels(options: PrepareOptions = {}): Promise<ModelFiles> {
  const folder = options.cacheDir ?? defaultCacheFolder()
  await mkdir(folder, { recursive: true })
  const files: [ModelName, string][] = []
  for (const entry of MODEL_TABLE) {
    files.push([entry.name, await prepareModel(entry, folder)])
    options.onProgress?.({ done: files.length, total: MODEL_TABLE.length, id: entry.id })
  }
  return Object.fromEntries(files) as ModelFiles
}

async function prepareModel(entry: ModelEntry, folder: string): Promise<string> {
  if (entry.source.kind === 'own') return ownModelPath(entry.source.file)
  if (entry.source.kind === 'packaged') return join(packageFolder(entry.source.package), entry.source.file)
  // Part of the hash is in the name, so that another version of this package finds no file of ours to stumble over.
  const path = join(folder, `${entry.id}-${entry.sha256.slice(0, 12)}.onnx`)
  const present = await readFile(path).catch(() => undefined)
  if (present !== undefined) {
    verifyBytes(entry, present, path)
    return path
  }
  const bytes = await exportModel(entry)
  verifyBytes(entry, bytes, `The conversion of ${entry.source.package}/${entry.source.file}`)
  await writeWhole(path, bytes)
  return path
}

/** Refuses bytes that are not those of the model table. */
export function verifyBytes(entry: Pick<ModelEntry, 'id' | 'sha256'>, bytes: Uint8Array, what: string): void {
  if (sha256(bytes) === entry.sha256) return
  throw new ModelError(
    'model-altered',
    `${what} does not have the SHA-256 that is expected of ${entry.id}. If nobody meant to change it, delete it and start again.`,
  )
}

function ownModelPath(file: string): string {
  return fileURLToPath(new URL(`../models/${file}`, import.meta.url))
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.${randomUUID()}`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}
