import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type ChaosStack, type ChaosStackOptions, openChaosStack } from './chaos-stack.ts'

export interface Opening {
  stack(options: ChaosStackOptions): Promise<ChaosStack>
  /** A fresh folder. */
  folder(name: string): Promise<string>
  /** Something else that has to be closed. */
  part<T extends { close(): unknown }>(part: T): T
}

/** Opens what the tests of a file need, and closes it after each of them, the last part first. */
export function closedAfterEach(): Opening {
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  return {
    async stack(options) {
      const stack = await openChaosStack(options)
      closing.push(() => stack.close())
      return stack
    },
    async folder(name) {
      const folder = await mkdtemp(join(tmpdir(), `bonafide-${name}-`))
      closing.push(() => rm(folder, { recursive: true, force: true }))
      return folder
    },
    part(part) {
      closing.push(() => part.close())
      return part
    },
  }
}
