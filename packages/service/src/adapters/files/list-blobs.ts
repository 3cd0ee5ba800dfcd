import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The keys of all blobs below `root`; drafts that a dying process left are none. */
export async function* listFileBlobs(root: string): AsyncGenerator<string> {
  for (const spread of await namesIn(root)) {
    for (const prefix of await namesIn(join(root, spread))) {
      for (const name of await namesIn(join(root, spread, prefix))) {
        if (!name.startsWith('.')) yield `${prefix}/${name}`
      }
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
