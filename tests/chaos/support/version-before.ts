import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MIGRATIONS = 'packages/service/src/adapters/sql/migrations'
const LIGHT_SERVICE = 'tests/processes/light-service.mjs'
/** The packages of this project; everything else in node_modules is the same for both versions. */
const OWN = '@bonafide'

export interface VersionBefore {
  readonly commit: string
  /** What Node runs: the service of that version with the light judge. */
  readonly program: readonly string[]
  /** Removes it. */
  close(): void
}

/**
 * The version before a step of the schema, the newest one when none is named, checked out of the history and built. Needs a
 * clone with history.
 */
export function buildVersionBefore(step = '[0-9]*'): VersionBefore {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()
  const newest = git('log', '-1', '--diff-filter=A', '--format=%H', '--', `${MIGRATIONS}/${step}`)
  if (newest === '') throw new Error(`the history of the schema has no ${step}: an upgrade needs a whole clone`)
  const commit = git('rev-parse', `${newest}^`)
  const folder = mkdtempSync(join(tmpdir(), 'bonafide-before-'))
  const archive = execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 2 ** 30 })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  linkDependencies(folder)
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-b', 'packages/service'], {
    cwd: folder,
    stdio: 'inherit',
  })
  cpSync(join(ROOT, LIGHT_SERVICE), join(folder, LIGHT_SERVICE))
  return {
    commit: commit.slice(0, 8),
    program: [join(folder, LIGHT_SERVICE)],
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The dependencies of this checkout, with the packages of the other one. */
function linkDependencies(folder: string): void {
  const [from, to] = [join(ROOT, 'node_modules'), join(folder, 'node_modules')]
  mkdirSync(to)
  for (const name of readdirSync(from)) if (name !== OWN) symlinkSync(join(from, name), join(to, name))
  cpSync(join(from, OWN), join(to, OWN), { recursive: true, verbatimSymlinks: true })
}
