import type { DeviceReport, StartClaims } from './device-report.ts'

type Browser = DeviceReport['browser']

/** The words of client hints (`navigator.userAgentData.platform`), with what the user agent says beside each. */
const SYSTEMS: Readonly<Record<string, RegExp>> = {
  Android: /Android/,
  Windows: /Windows NT/,
  macOS: /Macintosh/,
  'Chrome OS': /CrOS/,
  Linux: /(?:X11|Wayland); .*Linux|Linux x86_64/,
}

/** Renderers of machines without a screen: software, and what emulators pass on. */
const RENDERED_ELSEWHERE =
  /SwiftShader|llvmpipe|softpipe|virgl|gfxstream|goldfish|Android Emulator|VMware|Mesa OffScreen/i

/** Whether the browser names two different systems. */
export function namesTwoSystems({ userAgent, hints }: Browser): boolean {
  const system = hints === undefined ? undefined : SYSTEMS[hints.platform]
  return system !== undefined && !system.test(userAgent)
}

/** Whether it says that it is a phone's and has nothing of a phone. */
export function isEmulatedPhone({ userAgent, platform, touchPoints, hints }: Browser): boolean {
  const isPhone = /Android|iPhone|iPod/.test(userAgent)
  if (!isPhone) return hints?.mobile === true && touchPoints === 0
  return touchPoints === 0 || /^(?:Win|Mac)|x86_64|i686/.test(platform)
}

/** Whether a phone's browser is drawn by a machine that has no screen. */
export function isDrawnElsewhere({ browser: { userAgent }, graphics = '' }: DeviceReport): boolean {
  return /Android/.test(userAgent) && RENDERED_ELSEWHERE.test(graphics)
}

/** Whether the verification was begun with the description of another device. */
export function beganElsewhere({ userAgent, osVersion, system }: StartClaims, browser: Browser): boolean {
  if (userAgent !== undefined && userAgent !== browser.userAgent) return true
  if (system === 'android') return !/Android/.test(browser.userAgent)
  if (system === 'ios') return !/iPhone|iPad|iPod|Macintosh/.test(browser.userAgent)
  return osVersion !== undefined && osVersion !== '' && !saysVersion(browser.userAgent, osVersion)
}

function saysVersion(userAgent: string, version: string): boolean {
  return userAgent.replaceAll('_', '.').includes(version)
}
