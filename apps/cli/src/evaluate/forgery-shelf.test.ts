import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ForgeryRow } from './forgery-figures.ts'
import { NO_SHELF, openShelf } from './forgery-shelf.ts'

const NAME = { tool: 'b', species: 'copy', seed: 7 } as const
const ROW: ForgeryRow = {
  ...NAME,
  way: 'toner, png',
  flagged: true,
  judged: true,
  contradicted: false,
  reasons: ['photocopy'],
  labels: [],
  measures: { 'page01-colour': 2 },
  cpuMs: 900,
}
const PICTURE = { way: 'toner, png', documentType: 'GLB03002', bytes: Uint8Array.from([1, 2, 3]) }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shelf-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Answers a value and counts how often it was asked. */
function counted<T>(value: T) {
  const asked = { times: 0, make: async () => value }
  asked.make = async () => {
    asked.times += 1
    return value
  }
  return asked
}

describe('a shelf of forgeries', () => {
  it('renders and judges each picture once, over several runs', async () => {
    const [rendering, judging] = [counted(PICTURE), counted(ROW)]
    for (let run = 0; run < 3; run += 1) {
      const shelf = await openShelf(folder)
      expect(await shelf.picture(NAME, rendering.make)).toEqual(PICTURE)
      expect(await shelf.row(NAME, judging.make)).toEqual(ROW)
    }
    expect([rendering.times, judging.times]).toEqual([1, 1])
  })

  it('keeps nothing where no folder was named', async () => {
    const judging = counted(ROW)
    await NO_SHELF.row(NAME, judging.make)
    await NO_SHELF.row(NAME, judging.make)
    expect(judging.times).toBe(2)
  })
})
