import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Challenge } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { createPuppet, demoStill, framesOf } from '@bonafide/lab'
import { openModels, prepareModels } from '@bonafide/models-onnx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const BONAFIDE = fileURLToPath(new URL('../../apps/cli/bin/bonafide.js', import.meta.url))
const CHALLENGE: Challenge = {
  id: 'c1',
  steps: [{ action: 'turn-right', startMs: 500, endMs: 2100 }],
  flashes: [
    { colour: 'red', startMs: 2300, endMs: 2700 },
    { colour: 'green', startMs: 2700, endMs: 3100 },
  ],
  totalMs: 3300,
}

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-determinism-'))
  const [pictures, models] = [createPictures(), await openModels(await prepareModels())]
  const puppet = await createPuppet(await demoStill('cleo', pictures), { models })
  await models.close()
  const frames: { file: string; atMs: number }[] = []
  for (const { atMs, picture } of framesOf(puppet, CHALLENGE, { seed: 4 })) {
    const file = `${String(atMs).padStart(5, '0')}.jpg`
    await writeFile(join(folder, file), await pictures.encodeJpeg(picture, 85))
    frames.push({ file, atMs })
  }
  await writeFile(join(folder, 'times.json'), JSON.stringify({ frames }))
  await writeFile(join(folder, 'challenge.json'), JSON.stringify(CHALLENGE))
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function judgeInProcessOfItsOwn(): Promise<{ outcome: string; findings: readonly unknown[] }> {
  const args = [BONAFIDE, 'judge-liveness', folder, '--challenge', join(folder, 'challenge.json'), '--json']
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const { outcome, findings } = JSON.parse(stdout) as { outcome: string; findings: readonly unknown[] }
  return { outcome, findings }
}

describe('a clip', () => {
  it('is judged alike, to the last measure, in two processes', async () => {
    const [first, second] = await Promise.all([judgeInProcessOfItsOwn(), judgeInProcessOfItsOwn()])
    expect(first.findings.length).toBeGreaterThan(5)
    expect(second).toEqual(first)
  }, 120_000)
})
