import { existsSync, readdirSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface JumpingClock {
  /** For processes whose wall clock is to be this one; their monotonic clock is the real one. */
  readonly env: Readonly<Record<string, string>>
  /** As libfaketime writes it: `+0`, `-1h`, `+10y`. */
  set(offset: string): Promise<void>
}

/** A wall clock that a file controls. Throws where libfaketime is missing: the package faketime. */
export function jumpingClock(file: string): JumpingClock {
  return {
    env: {
      LD_PRELOAD: findLibrary(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    },
    async set(offset) {
      await writeFile(`${file}.new`, `${offset}\n`)
      await rename(`${file}.new`, file)
    },
  }
}

function findLibrary(): string {
  const folders = readdirSync('/usr/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const library = folders
    .map(({ name }) => join('/usr/lib', name, 'faketime/libfaketime.so.1'))
    .find((path) => existsSync(path))
  if (library === undefined) throw new Error('libfaketime is missing: install the package faketime')
  return library
}
