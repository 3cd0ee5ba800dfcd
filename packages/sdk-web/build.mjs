// Bundles the browser files into dist/browser: the script for merchants' pages and the hosted page. Run after `tsc -b`.
import { copyFile, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

await mkdir(here('dist/browser'), { recursive: true })
const shared = {
  bundle: true,
  minify: true,
  format: 'iife',
  // The capture stack needs these anyway: promises of getUserMedia, canvas.toBlob, IndexedDB with keys.
  target: ['chrome87', 'edge88', 'firefox84', 'safari14.1'],
  conditions: ['bonafide-source'],
  charset: 'utf8',
  logLevel: 'warning',
}
await build({ ...shared, entryPoints: [here('src/global.ts')], outfile: here('dist/browser/bonafide.js') })
await build({ ...shared, entryPoints: [here('src/hosted/main.ts')], outfile: here('dist/browser/hosted.js') })
await build({ ...shared, entryPoints: [here('src/hosted/hosted.css')], outfile: here('dist/browser/hosted.css') })
await copyFile(here('src/hosted/hosted.html'), here('dist/browser/hosted.html'))
