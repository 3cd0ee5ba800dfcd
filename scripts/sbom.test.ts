import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Component {
  readonly name: string
  readonly version: string
  readonly hashes: readonly { readonly alg: string; readonly content: string }[]
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
}

const { stdout } = spawnSync(process.execPath, ['scripts/sbom.mjs'], { encoding: 'utf8' })
const { components } = JSON.parse(stdout) as { readonly components: readonly Component[] }
const listed = new Set(components.map(({ name, version }) => `${name}@${version}`))

it('the list of materials names every package that something here needs for running, in the version that is installed', () => {
  const manifests = [...folders('packages'), ...folders('apps')].map(
    (path) => JSON.parse(readFileSync(path, 'utf8')) as Manifest,
  )
  const needed = manifests
    .flatMap(({ dependencies = {} }) => Object.entries(dependencies))
    .filter(([name]) => !name.startsWith('@bonafide/'))
    .map(([name, version]) => `${name}@${version}`)
  expect(needed.length).toBeGreaterThan(20)
  expect(needed.filter((one) => !listed.has(one))).toEqual([])
})

it('the list of materials has a SHA-512 for each package, and nothing that only development needs', () => {
  expect(components.filter(({ hashes }) => !/^[0-9a-f]{128}$/.test(hashes[0]?.content ?? ''))).toEqual([])
  expect(components.filter(({ name }) => ['vitest', 'typescript', 'knip'].includes(name))).toEqual([])
})

function folders(parent: string): readonly string[] {
  return readdirSync(parent)
    .map((name) => `${parent}/${name}/package.json`)
    .filter((path) => existsSync(path))
}
