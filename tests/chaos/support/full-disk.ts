import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const SIZE_MB = 16

export interface SmallDisk {
  /** Fills it to the last byte; answers how to make room again. */
  fill(): Promise<() => Promise<void>>
  unmount(): void
}

/** A file system of its own in a folder, too small for much. Mounting needs root. */
export function mountSmallDisk(folder: string): SmallDisk {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=700`, 'tmpfs', folder])
  const filler = join(folder, 'filler')
  return {
    async fill() {
      const block = Buffer.alloc(64 * 1024)
      const endless = Readable.from(
        (function* () {
          for (;;) yield block
        })(),
      )
      await pipeline(endless, createWriteStream(filler)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error
      })
      return () => rm(filler)
    },
    unmount: () => void execFileSync('umount', ['-l', folder]),
  }
}
