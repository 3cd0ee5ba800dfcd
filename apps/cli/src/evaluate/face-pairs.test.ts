import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFaceLabels } from './face-pairs.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-pairs-'))
  await writeFile(join(folder, 'images.csv'), 'file,identity,set\na1,ada,x\na2,ada,y\nb1,bea,x\nnobody,,x\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const list = (text: string) => writeFile(join(folder, 'pairs.csv'), text)

describe('the labels of a folder of faces', () => {
  it('form every pair of two known persons, and none with a picture of nobody', async () => {
    await list('file_a,file_b,same\n')
    const { pairs, pictures } = await readFaceLabels(folder, 'all')
    expect(pairs).toEqual([
      { a: 'a1', b: 'a2', same: true, set: 'across' },
      { a: 'a1', b: 'b1', same: false, set: 'x' },
      { a: 'a2', b: 'b1', same: false, set: 'across' },
    ])
    expect(pictures.map(({ file }) => file)).toEqual(['a1', 'a2', 'b1', 'nobody'])
  })

  it('add what the list says, whichever way round, and take it alone where only the list is asked for', async () => {
    await list('file_a,file_b,same\nb1,a1,0\nnobody,other,1\n')
    expect((await readFaceLabels(folder, 'all')).pairs).toHaveLength(4)
    const listed = await readFaceLabels(folder, 'listed')
    expect(listed.pairs.map(({ a, b }) => [a, b])).toEqual([
      ['b1', 'a1'],
      ['nobody', 'other'],
    ])
    expect(listed.pictures.map(({ file }) => file)).toContain('other')
  })

  it('need the list where only the list is asked for, and refuse a pair that does not say whether it is one person', async () => {
    await expect(readFaceLabels(folder, 'listed')).rejects.toMatchObject({ code: 'labels-invalid' })
    expect((await readFaceLabels(folder, 'all')).pairs).toHaveLength(3)
    await list('file_a,file_b,same\na1,b1,no\n')
    await expect(readFaceLabels(folder, 'all')).rejects.toMatchObject({ code: 'labels-invalid' })
  })
})
