import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ModelError } from './model-error.ts'

/**
 * Folder of an installed package. The folders where Node would look are walked, because the packages' export maps
 * hide the files that are wanted.
 */
export function packageFolder(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(join(folder, 'package.json')))
  if (found === undefined) throw new ModelError('model-missing', `The package ${name} is not installed`)
  return found
}

/** Where converted models are kept unless told otherwise: `.cache/bonafide/models` beside the packages they come from. */
export function defaultCacheFolder(): string {
  return join(packageFolder('@vladmandic/human'), '..', '..', '.cache', 'bonafide', 'models')
}
