import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the layer checker', () => {
  it('accepts a checkout whose arrows point down', () => {
    const { status, stderr } = checkLayers({
      'packages/engine/src/a.ts': "export { b } from './b.ts'",
      'packages/engine/src/b.ts': 'export const b = 1',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('refuses an engine that imports the service', () => {
    const { status, stderr } = checkLayers({
      'packages/engine/src/a.ts': "export { b } from '../../service/src/index.ts'",
      'packages/service/src/index.ts': 'export const b = 1',
    })
    expect(stderr).toContain('engine-imports: packages/engine/src/a.ts → packages/service/src/index.ts')
    expect(status).toBe(1)
  })

  it('refuses an engine that reads files', () => {
    const { status, stderr } = checkLayers({ 'packages/engine/src/a.ts': "export { readFileSync } from 'node:fs'" })
    expect(stderr).toContain('engine-is-pure')
    expect(status).toBe(1)
  })

  it('refuses an import of a file inside another package', () => {
    const { status, stderr } = checkLayers({
      'packages/service/src/a.ts': "export { b } from '../../protocol/src/b.ts'",
      'packages/protocol/src/b.ts': 'export const b = 1',
    })
    expect(stderr).toContain('entries-only')
    expect(status).toBe(1)
  })

  it('refuses a cycle', () => {
    const { status, stderr } = checkLayers({
      'packages/engine/src/a.ts': "import { b } from './b.ts'\nexport const a = () => b",
      'packages/engine/src/b.ts': "import { a } from './a.ts'\nexport const b = () => a",
    })
    expect(stderr).toContain('no-cycles')
    expect(status).toBe(1)
  })
})

function checkLayers(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'bonafide-layers-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const name of ['tsconfig.test.json', 'tsconfig.base.json']) copyFileSync(name, join(folder, name))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  return spawnSync(process.execPath, ['scripts/check-layers.mjs', folder], { encoding: 'utf8' })
}
