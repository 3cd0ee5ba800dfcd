import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { examineDataFolder, examineModels, examineNode, examineProgram } from './examine-machine.ts'

const folders: string[] = []
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bonafide-doctor-'))
  folders.push(folder)
  return folder
}

describe('doctor', () => {
  it.each([
    ['20.18.3', 'problem'],
    ['20.19.0', 'ok'],
    ['24.1.0', 'ok'],
    ['18.20.0', 'problem'],
  ])('judges Node %s as %s', (version, status) => {
    expect(examineNode(version).status).toBe(status)
  })

  it('writes to the data folder and leaves nothing behind', async () => {
    const folder = await freshFolder()
    const diagnosis = await examineDataFolder(join(folder, 'data'))
    expect(diagnosis.status).not.toBe('problem')
    expect(await readdir(join(folder, 'data'))).toEqual([])
  })

  it('names a data folder that cannot be one', async () => {
    const path = join(await freshFolder(), 'a-file')
    await writeFile(path, '')
    const diagnosis = await examineDataFolder(path)
    expect(diagnosis.status).toBe('problem')
    expect(diagnosis.cure).toContain('folder')
  })

  it('finds the networks in order', async () => {
    const { diagnosis, embedder } = await examineModels({})
    expect(diagnosis.detail).toContain('blazeface')
    expect(diagnosis.status).toBe('ok')
    expect(embedder?.id).toContain('face-resnet')
  })

  it('says what a missing program is for', () => {
    expect(examineProgram('ffmpeg', false, 'judge video files').cure).toContain('judge video files')
  })
})
