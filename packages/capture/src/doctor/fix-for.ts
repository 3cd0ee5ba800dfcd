import type { FailureName } from '../failures.ts'
import type { TextKey } from '../locales/define-locale.ts'
import type { BrowserHost } from './browser-host.ts'

/** Where each browser keeps the permission of a page. */
export const FIX_HOSTS = ['android', 'ios', 'chrome', 'firefox', 'safari'] as const

/** The text that says what helps: for a declined camera the way through this browser's settings, else the failure's own. */
export function fixFor(failure: FailureName, host: BrowserHost): TextKey {
  const known = FIX_HOSTS.find((name) => name === host)
  if (failure === 'camera-denied' && known !== undefined) return `fix.denied.${known}`
  return `failure.${failure}.help`
}
