// What tsc wrote has to import what tsc wrote. It leaves the `.ts` of a relative `import()` inside an action of a command as it
// is, and nothing fails until that command is run from the built files: `evaluate --report` once did.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCE_IMPORT = /(?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*\.ts['"]/

const folders = ['packages', 'apps'].flatMap((kind) => readdirSync(kind).map((name) => join(kind, name, 'dist')))
const files = folders.filter((folder) => existsSync(folder)).flatMap(builtFiles)
const wrong = files.filter((file) => SOURCE_IMPORT.test(readFileSync(file, 'utf8')))
for (const file of wrong) console.error(`${file} imports a source file: load it in a function of its module instead`)
if (files.length === 0) console.error('no built files were found')
process.exit(wrong.length > 0 || files.length === 0 ? 1 : 0)

function builtFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name))
}
