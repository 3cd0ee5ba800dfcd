import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'

const FILES = new URL('../dist/browser/', import.meta.url)
/** What a person waits for before the first screen: on a network of 400 kbit/s, 60 KB are 1.2 s. */
const FIRST_SCREEN_BYTES = 60 * 1024
/** Everything that can ever be loaded: what guidance in the browser may weigh, lazily. */
const ALL_BYTES = 2.5 * 1024 * 1024

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('../build.mjs', import.meta.url))])
  if (status !== 0) throw new Error(String(stderr))
})

describe('the browser files', () => {
  it('need at most 60 KB, compressed, for the first screen in any one language', () => {
    const always = gzipped(['hosted.html', 'hosted.css', ...withImports('hosted.js')])
    const sizes = languages().map((file) => always + gzipped([file]))
    expect(sizes.length).toBe(15)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(FIRST_SCREEN_BYTES)
  })

  it('keep languages, the camera check, the code of a link and guidance out of the first screen', () => {
    const loaded = withImports('hosted.js')
    expect(loaded.filter((file) => /guidance|mount-doctor|parts\/(ar|zh|dist)-/.test(file))).toEqual([])
    const guidance = readFileSync(new URL('guidance.js', FILES), 'utf8')
    expect(withImports('guidance.js')).toEqual(['guidance.js'])
    expect(guidance.length).toBeGreaterThan(1000)
  })

  it('are at most 2.5 MB together', () => {
    const all = readdirSync(FILES, { recursive: true, encoding: 'utf8' })
    const bytes = all.reduce((sum, file) => sum + statSync(new URL(file, FILES)).size, 0)
    expect(bytes).toBeLessThanOrEqual(ALL_BYTES)
  })
})

/** A script with the scripts that it imports at once, itself first. */
function withImports(file: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(file)) return seen
  const text = readFileSync(new URL(file, FILES), 'utf8')
  const imported = [...text.matchAll(/(?:from|import)\s*"(\.[^"]+)"/g)].map(([, path = '']) =>
    new URL(path, new URL(file, FILES)).href.slice(FILES.href.length),
  )
  return imported.reduce<readonly string[]>((all, next) => withImports(next, all), [...seen, file])
}

function languages(): readonly string[] {
  return readdirSync(new URL('parts/', FILES))
    .filter((file) => /^[a-z]{2}-[A-Z0-9]+\.js$/.test(file))
    .map((file) => `parts/${file}`)
}

function gzipped(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, FILES)), { level: 6 }).length, 0)
}
