// Bundles the browser files into dist/browser: the script for merchants' pages and the hosted page, whose languages are
// files of their own, loaded when they are wanted, and the worker that looks at live pictures, with its network. Run after
// `tsc -b`.
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { packFaceFinder } from './pack-face-finder.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

await mkdir(here('dist/browser'), { recursive: true })
const shared = {
  bundle: true,
  minify: true,
  // The capture stack needs these anyway: promises of getUserMedia, canvas.toBlob, IndexedDB with keys.
  target: ['chrome87', 'edge88', 'firefox84', 'safari14.1'],
  conditions: ['bonafide-source'],
  charset: 'utf8',
  logLevel: 'warning',
}
await build({
  ...shared,
  format: 'iife',
  entryPoints: [here('src/global.ts')],
  outfile: here('dist/browser/bonafide.js'),
})
await build({
  ...shared,
  // Not a module: Firefox runs modules in workers only since version 114.
  format: 'iife',
  entryPoints: [here('src/hosted/guidance/worker.ts')],
  outfile: here('dist/browser/guidance.js'),
})
await writeFile(here('dist/browser/guidance.bin'), await packFaceFinder())
const { metafile } = await build({
  ...shared,
  format: 'esm',
  splitting: true,
  metafile: true,
  entryPoints: { hosted: here('src/hosted/main.ts') },
  chunkNames: 'parts/[name]-[hash]',
  outdir: here('dist/browser'),
})
await removeOldParts(Object.keys(metafile.outputs).map((path) => basename(path)))
await build({ ...shared, entryPoints: [here('src/hosted/hosted.css')], outfile: here('dist/browser/hosted.css') })
await copyFile(here('src/hosted/hosted.html'), here('dist/browser/hosted.html'))

/** Their names change with their content, so that earlier builds leave files behind. */
async function removeOldParts(current) {
  const names = await readdir(here('dist/browser/parts')).catch(() => [])
  for (const name of names) if (!current.includes(name)) await rm(here(`dist/browser/parts/${name}`))
}
