import { spawnSync } from 'node:child_process'
import type { ChaosStack } from './chaos-stack.ts'
import { type CallFault, injectFault } from './inject-fault.ts'

/** One way in which a disk fails under the process that answers requests. */
export interface DiskFault {
  readonly name: string
  readonly database: ChaosStack['database']
  /** Begins it; answers how to end it. */
  begin(stack: ChaosStack): Promise<() => Promise<void>>
}

const calls = (what: string, database: DiskFault['database'], fault: CallFault): DiskFault => ({
  name: `${what}: ${fault.error}`,
  database,
  begin: ({ api }) => injectFault(api.pid(), fault),
})

/** The embedded database writes with positions, blobs without: so each can be told from the other, and from sockets. */
const INJECTED: readonly DiskFault[] = [
  calls('sync of the data folder', 'embedded', { calls: 'fsync,fdatasync', error: 'EIO' }),
  calls('writes of the embedded database', 'embedded', { calls: 'pwrite64', error: 'ENOSPC' }),
  calls('writes of the embedded database', 'embedded', { calls: 'pwrite64', error: 'EIO' }),
  calls('naming of blobs', 'embedded', { calls: 'rename', error: 'ENOSPC' }),
  calls('sync of blobs', 'postgres', { calls: 'fsync,fdatasync', error: 'EIO' }),
  calls('naming of blobs', 'postgres', { calls: 'rename', error: 'EIO' }),
]

const FULL: readonly DiskFault[] = (['embedded', 'postgres'] as const).map((database) => ({
  name: 'disk of the blobs: full',
  database,
  begin: async ({ blobDisk }) => {
    if (blobDisk === undefined) throw new Error('the blobs lie on no disk of their own')
    return blobDisk.fill()
  },
}))

/** What can be tried on this machine: strace for injected faults, root for a disk that is really full. */
export function diskFaults(): readonly DiskFault[] {
  const straced = spawnSync('strace', ['--version']).status === 0
  return [...(straced ? INJECTED : []), ...(process.getuid?.() === 0 ? FULL : [])]
}
