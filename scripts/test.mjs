// `npm test`: builds, checks and runs every test that a fresh machine can run. `--deep` adds the long sets.
// Ends with one line of counts.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium, installChromium } from './chromium.mjs'

const projects = ['unit', 'wire']
if ((findChromium() ?? installChromium()) !== undefined) projects.push('e2e')
else if (process.env.BONAFIDE_TEST_NEEDS_CHROMIUM === '1') fail('Chromium is required here and could not be had')
else
  console.error(
    'No Chromium on this machine: the browser tests are left out. Install the package chromium to run them.',
  )
if (spawnSync('strace', ['--version']).status === 0) projects.push('chaos-short')
else if (process.env.BONAFIDE_TEST_NEEDS_STRACE === '1') fail('strace is required here and could not be had')
else
  console.error(
    'No strace on this machine: the test of a failing disk is left out. Install the package strace to run it.',
  )

run([process.execPath, 'scripts/build.mjs'])
run([process.execPath, 'scripts/check.mjs', '--static'])

// Whatever the tests leave behind lies in one folder. A database of theirs, which never runs as root, must get through it.
const folder = mkdtempSync(join(tmpdir(), 'bonafide-test-'))
chmodSync(folder, 0o711)
const report = join(folder, 'report.json')
const environment = {
  ...process.env,
  TMPDIR: folder,
  ...(process.argv.includes('--deep') ? { BONAFIDE_TEST_DEEP: '1' } : {}),
}
const { status } = spawnSync(
  'node_modules/.bin/vitest',
  [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  { stdio: 'inherit', env: environment },
)
const counts = readCounts(report)
rmSync(folder, { recursive: true, force: true })
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(status !== 0 || counts.passed === 0 ? 1 : 0)

function readCounts(path) {
  try {
    const { success, numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(path, 'utf8'))
    // A file whose set-up failed has no failed test, only skipped ones.
    return { passed: numPassedTests, failed: success ? 0 : Math.max(1, numFailedTests), skipped: numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function run([command, ...args]) {
  const result = spawnSync(command, args, { stdio: 'inherit' })
  if (result.status !== 0) fail(`${args.join(' ')} failed`)
}

function fail(message) {
  console.error(message)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
