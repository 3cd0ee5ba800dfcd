// Runs dependency-cruiser and fails when it saw fewer source files than there are: with a TypeScript that it cannot
// load it reads none and reports success.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const roots = process.argv.length > 2 ? process.argv.slice(2) : ['packages', 'apps']
const result = spawnSync(
  'node_modules/.bin/depcruise',
  ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...roots.flatMap(sourceFolders)],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
)
if (result.stdout === '') {
  console.error(result.stderr)
  process.exit(1)
}
const report = JSON.parse(result.stdout)
for (const violation of report.summary.violations) {
  console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}`)
}
const seen = report.modules.filter((module) => /^(packages|apps)\/.*[.]ts$/.test(module.source)).length
const present = roots.flatMap(sourceFolders).flatMap(sourceFiles).length
if (seen < present) console.error(`the layer checker saw ${seen} of ${present} source files`)
process.exit(report.summary.error > 0 || seen < present ? 1 : 0)

function sourceFolders(root) {
  return readdirSync(root)
    .map((name) => join(root, name, 'src'))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
}

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
}
