// Runs dependency-cruiser over a checkout (first argument, default here). Fails also when it saw fewer source files
// than there are: with a TypeScript that it cannot load it reads none and reports success.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('..', import.meta.url))
const root = resolve(process.argv[2] ?? home)
const folders = ['packages', 'apps'].flatMap(sourceFolders)
const result = spawnSync(
  join(home, 'node_modules/.bin/depcruise'),
  ['--config', join(home, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders],
  { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
)
if (result.stdout === '') {
  console.error(result.stderr)
  process.exit(1)
}
const report = JSON.parse(result.stdout)
for (const { rule, from, to } of report.summary.violations) console.error(`${rule.name}: ${from} → ${to}`)

const seen = report.modules.filter((module) => /^(packages|apps)\/.*[.]ts$/.test(module.source)).length
const present = folders.flatMap(sourceFiles).length
if (seen < present) console.error(`the layer checker saw ${seen} of ${present} source files`)
process.exit(report.summary.error > 0 || seen < present ? 1 : 0)

function sourceFolders(top) {
  if (statSync(join(root, top), { throwIfNoEntry: false }) === undefined) return []
  return readdirSync(join(root, top))
    .map((name) => join(top, name, 'src'))
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory())
}

function sourceFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
}
