import { join } from 'node:path'
import { loadMasterKeys, readMountedKeys, writeMasterKeys } from './master-key.ts'

/** The file that the master keys of this process come from. */
export interface MasterKeyFile {
  /** Whether the operator puts the keys there; otherwise they are ours to make and to change. */
  readonly mounted: boolean
  /** The newest first. Rejects with `MasterKeyInvalid`. */
  read(): Promise<readonly Uint8Array[]>
  /** Durable when it resolves. */
  write(keys: readonly Uint8Array[]): Promise<void>
}

export function openMasterKeyFile(place: {
  readonly dataDir: string
  readonly masterKeyFile?: string | undefined
}): MasterKeyFile {
  const own = join(place.dataDir, 'master.key')
  const path = place.masterKeyFile ?? own
  const mounted = place.masterKeyFile !== undefined
  return {
    mounted,
    read: () => (mounted ? readMountedKeys(path) : loadMasterKeys(path)),
    write: (keys) => writeMasterKeys(path, keys),
  }
}
