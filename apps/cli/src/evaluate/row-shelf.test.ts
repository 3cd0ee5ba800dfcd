import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRowShelf } from './row-shelf.ts'

interface Row {
  readonly file: string
  readonly passed: boolean
}

const nameOf = ({ file }: Row) => file

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Goes over three clips as an evaluation does, and says which of them had to be judged. */
async function run(): Promise<{ readonly rows: readonly Row[]; readonly judged: readonly string[] }> {
  const shelf = await openRowShelf(folder, nameOf)
  const [rows, judged]: [Row[], string[]] = [[], []]
  for (const file of ['a', 'b', 'c']) {
    const judge = async () => {
      judged.push(file)
      return { file, passed: file === 'b' }
    }
    rows.push(await shelf.row(file, judge))
  }
  return { rows, judged }
}

describe('rows that are kept', () => {
  it('are judged once over several runs, and answered as they were', async () => {
    const first = await run()
    const second = await run()
    expect(first.judged).toEqual(['a', 'b', 'c'])
    expect(second.judged).toEqual([])
    expect(second.rows).toEqual(first.rows)
  })

  it('are judged again where one was cut off while it was written', async () => {
    const shelf = await openRowShelf(folder, nameOf)
    await shelf.row('a', async () => ({ file: 'a', passed: false }))
    await appendFile(join(folder, 'rows.ndjson'), '{"file":"b","pas')
    expect((await run()).judged).toEqual(['b', 'c'])
    expect((await run()).judged).toEqual([])
  })
})
