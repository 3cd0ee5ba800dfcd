import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { examineFaces, judgeTemplates } from './examine-faces.ts'

const IN_USE = { id: 'face-1', sha256: 'aa' }
const count = (groupCode: string, faces: number, model = IN_USE) => ({ tenant: 'default', groupCode, faces, model })

it('finds nothing wrong with faces that the network in use described', () => {
  expect(judgeTemplates([count('staff', 3), count('guests', 4)], IN_USE)).toEqual({
    name: 'registered faces',
    status: 'ok',
    detail: '7 described by the network in use',
  })
})

it.each([
  ['another network', { id: 'face-0', sha256: 'aa' }],
  ['another file of the same name', { id: 'face-1', sha256: 'bb' }],
])('names each group with faces of %s, and the command that describes them anew', (_, model) => {
  const diagnosis = judgeTemplates([count('staff', 3), count('guests', 4, model)], IN_USE)
  expect(diagnosis).toMatchObject({
    status: 'warning',
    detail: expect.stringMatching(/^4 of 7 .*: guests of default$/),
  })
  expect(diagnosis.cure).toContain('bonafide faces renew')
})

it('says nothing of faces before there is a database, and makes none', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-doctor-'))
  expect(await examineFaces({ dataDir }, IN_USE)).toBeUndefined()
  expect(await readdir(dataDir)).toEqual([])
  await rm(dataDir, { recursive: true })
})
