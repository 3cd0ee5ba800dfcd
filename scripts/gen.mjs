// Writes the index of every registry folder (style: one file per entry) and the pages of docs/reference, or with --check
// only says which are stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const OPERATIONS = 'packages/protocol/src/operations'
const REFERENCE = 'docs/reference'

const REGISTRIES = [
  OPERATIONS,
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
  put(join(folder, 'index.gen.ts'), text)
}

const pages = await referencePages()
for (const [name, text] of pages) put(join(REFERENCE, name), text)
for (const name of existsSync(REFERENCE) ? readdirSync(REFERENCE) : []) {
  if (pages.has(name)) continue
  stale += 1
  if (check) console.error(`left over: ${join(REFERENCE, name)} (run npm run gen)`)
  else rmSync(join(REFERENCE, name))
}
if (check && stale > 0) process.exit(1)

function put(path, text) {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (before === text) return
  stale += 1
  if (check) console.error(`stale: ${path} (run npm run gen)`)
  else writeFileSync(path, text)
}

/** Written by the service's own tables, which are TypeScript: bundled first, since Node 20 reads none. */
async function referencePages() {
  const outfile = resolve('node_modules/.cache/bonafide-reference.mjs')
  await build({
    entryPoints: ['packages/service/src/description/reference-files.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['bonafide-source'],
    outfile,
    logLevel: 'error',
  })
  const { referenceFiles } = await import(`${pathToFileURL(outfile).href}?${Date.now()}`)
  mkdirSync(REFERENCE, { recursive: true })
  return referenceFiles(new Map(operationSummaries()))
}

/** The comment above each operation, by its name. */
function operationSummaries() {
  return readdirSync(OPERATIONS).flatMap((file) => {
    const source = file.endsWith('.ts') ? readFileSync(join(OPERATIONS, file), 'utf8') : ''
    const [, comment, name] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport default [\s\S]*?name: '(\w+)'/.exec(source) ?? []
    if (name === undefined) return []
    return [
      [
        name,
        comment
          .replace(/^\s*\*( |$)/gm, '')
          .replace(/\s+/g, ' ')
          .replace(/ \([^()]*section[^()]*\)/g, '')
          .trim(),
      ],
    ]
  })
}

function identifier(name) {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
  return /^[0-9]/.test(camel) ? `_${camel}` : camel
}
