import { closeSync, fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/**
 * PGlite's folder with a real fsync. As shipped, PGlite starts PostgreSQL with fsync off (`-F`), its file system has no
 * fsync operation and its fdatasync is a stub: a power cut could lose what was acknowledged. This uses internals of the
 * pinned version; `durable-node-fs.test.ts` counts the calls.
 */
export class DurableNodeFS extends NodeFS {
  readonly #sync: (descriptor: number) => void
  readonly #onPanic: () => void

  /** `onPanic` is called when the database gave up; whoever asks that instance again would never get control back. */
  constructor(folder: string, onPanic: () => void, sync: (descriptor: number) => void = fsyncSync) {
    super(folder)
    this.#sync = sync
    this.#onPanic = onPanic
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const initialised = await super.init(pg, options)
    const { preRun } = initialised.emscriptenOpts
    return {
      emscriptenOpts: {
        ...initialised.emscriptenOpts,
        preRun: [
          ...(Array.isArray(preRun) ? preRun : preRun === undefined ? [] : [preRun]),
          (module: unknown) => giveFsync(module, this.#sync),
          (module: unknown) => tellPanic(module, this.#onPanic),
        ],
      },
    }
  }
}

/** PGlite's own defaults without `-F`, and syncing through the one system call that the file system implements. */
export const DURABLE_START_PARAMS: readonly string[] = [
  '--single',
  '-O',
  '-j',
  ...[
    'search_path=public',
    'exit_on_error=false',
    'log_checkpoints=false',
    'max_worker_processes=0',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'io_method=sync',
    'max_parallel_maintenance_workers=0',
    'fsync=on',
    'synchronous_commit=on',
    'wal_sync_method=fsync',
  ].flatMap((setting) => ['-c', setting]),
]

/** EIO of the WebAssembly system interface, which is what PostgreSQL is told when a sync fails. */
const WASI_EIO = 29

/** PostgreSQL gives up (PANIC) where a write or sync of its log fails. Its files are let go of, since nothing else does. */
function tellPanic(module: unknown, onPanic: () => void): void {
  const instance = module as EmscriptenModule
  instance.onAbort = () => {
    const open = (instance.FS.streams ?? []).flatMap((stream) => (stream?.nfd === undefined ? [] : [stream.nfd]))
    for (const descriptor of new Set(open)) closeSync(descriptor)
    onPanic()
  }
}

function giveFsync(module: unknown, sync: (descriptor: number) => void): void {
  const { FS } = module as EmscriptenModule
  const nodeFs = FS.filesystems?.NODEFS ?? (module as { NODEFS?: NodeFileSystem }).NODEFS
  if (nodeFs === undefined) throw new Error('This version of PGlite hides its file system: it cannot be made durable')
  nodeFs.stream_ops.fsync = (stream) => {
    if (stream.nfd === undefined) return 0
    try {
      sync(stream.nfd)
      return 0
    } catch {
      return WASI_EIO
    }
  }
}

interface EmscriptenModule {
  readonly FS: {
    readonly filesystems?: { NODEFS?: NodeFileSystem }
    readonly streams?: readonly ({ readonly nfd?: number } | null | undefined)[]
  }
  onAbort?: () => void
}

interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: { readonly nfd?: number }) => number }
}
