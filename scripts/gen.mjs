// Writes the index of every registry folder (style: one file per entry) and the pages of docs/reference, or with --check
// only says which are stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const OPERATIONS = 'packages/protocol/src/operations'
const LOCALES = 'packages/capture/src/locales'
const REFERENCE = 'docs/reference'

const REGISTRIES = [
  OPERATIONS,
  'packages/engine/src/checks',
  'packages/engine/src/documents/types',
  'packages/engine/src/products',
  'packages/service/src/actions',
  'packages/service/src/actions/results',
  LOCALES,
  'packages/lab/src/attacks/kinds',
  'apps/cli/src/commands',
]

/** Words that name a command well and no variable. */
const RESERVED = new Set(['delete', 'export', 'import', 'new', 'switch'])

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

put(join(LOCALES, 'languages.gen.ts'), await languageTable())

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

/** The languages without their texts, which a browser loads one at a time. */
async function languageTable() {
  const { entries } = await bundled(join(LOCALES, 'index.gen.ts'))
  const rows = entries.map(({ code, tag, name, direction }) => {
    const file = code.toLowerCase()
    return `  { code: '${code}', tag: '${tag}', name: '${name}', direction: '${direction}', load: () => import('./${file}.ts') },`
  })
  return [
    '// Written by `npm run gen`; edit the files of this folder instead.',
    'export const languages = [',
    ...rows,
    '] as const',
    '',
  ].join('\n')
}

/** A module of ours, which is TypeScript: bundled first, since Node 20 reads none. */
async function bundled(entry) {
  const outfile = resolve(`node_modules/.cache/bonafide-gen-${entry.replace(/\W+/g, '-')}.mjs`)
  const conditions = ['bonafide-source']
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions,
    outfile,
    logLevel: 'error',
  })
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`)
}

async function referencePages() {
  const { referenceFiles } = await bundled('packages/service/src/description/reference-files.ts')
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
  return /^[0-9]/.test(camel) || RESERVED.has(camel) ? `_${camel}` : camel
}
