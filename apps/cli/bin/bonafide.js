#!/usr/bin/env node
import { existsSync } from 'node:fs'

const entry = new URL('../dist/index.js', import.meta.url)
if (!existsSync(entry)) {
  process.stderr.write('bonafide: not built yet. Run `npm run build` first.\n')
  process.exit(1)
}
const { runCli } = await import(entry.href)
process.exitCode = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
})
