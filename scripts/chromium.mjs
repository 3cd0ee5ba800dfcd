// Finds Chromium, or brings Debian's package where that is possible without asking.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

export function findChromium() {
  const named = process.env.BONAFIDE_TEST_CHROMIUM
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of NAMES) if (folder !== '' && existsSync(`${folder}/${name}`)) return `${folder}/${name}`
  }
  return undefined
}

export function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.error('Installing Chromium with apt-get for the browser tests …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'ignore', env })
  return findChromium()
}
