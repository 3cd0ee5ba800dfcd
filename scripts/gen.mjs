// Writes the index of every registry folder (style: one file per entry), or with --check only says which are stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const REGISTRIES = [
  'packages/protocol/src/operations',
  'packages/engine/src/checks',
  'packages/engine/src/documents/types',
  'packages/engine/src/products',
  'packages/service/src/actions',
  'packages/service/src/actions/results',
  'packages/capture/src/locales',
  'packages/lab/src/attacks/kinds',
  'apps/cli/src/commands',
]

const check = process.argv.includes('--check')
let stale = 0
for (const folder of REGISTRIES) {
  if (!existsSync(folder)) continue
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.gen.ts'))
    .map((name) => name.slice(0, -3))
    .filter((name) => /^export default /m.test(readFileSync(join(folder, `${name}.ts`), 'utf8')))
    .sort()
  const text = [
    '// Written by `npm run gen`; edit the files of this folder instead.',
    ...names.map((name) => `import ${identifier(name)} from './${name}.ts'`),
    '',
    `export const entries = [${names.map(identifier).join(', ')}] as const`,
    '',
  ].join('\n')
  const path = join(folder, 'index.gen.ts')
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (before === text) continue
  stale += 1
  if (check) console.error(`stale: ${path} (run npm run gen)`)
  else writeFileSync(path, text)
}
if (check && stale > 0) process.exit(1)

function identifier(name) {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
  return /^[0-9]/.test(camel) ? `_${camel}` : camel
}
