// Builds the bank's page into dist/browser: one script, one style sheet, the page, its mark and its typeface.
import { copyFile, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const typeface = fileURLToPath(
  import.meta.resolve('@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2'),
)

await mkdir(here('dist/browser'), { recursive: true })
await build({
  entryPoints: [here('src/browser/bank.ts'), here('src/browser/styles/bank.css')],
  outdir: here('dist/browser'),
  entryNames: '[name]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome100', 'safari15.4', 'firefox100'],
  external: ['/figtree.woff2'],
  logLevel: 'warning',
})
await copyFile(here('src/browser/index.html'), here('dist/browser/index.html'))
await copyFile(here('src/browser/tern.svg'), here('dist/browser/tern.svg'))
await copyFile(typeface, here('dist/browser/figtree.woff2'))
