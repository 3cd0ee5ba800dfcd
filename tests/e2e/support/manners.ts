import type { Browser, BrowserContext, Request } from 'playwright-core'
import { afterEach, expect } from 'vitest'

/** Origins that tests set up: services, and merchants beside them. */
const own = new Set<string>()
const offences: string[] = []

/** Tells that pages may load from this origin. */
export function standsAt(origin: string): void {
  own.add(new URL(origin).origin)
}

/** Tells of something that no page of ours may do. */
export function offends(offence: string): void {
  offences.push(offence)
}

/** Notes what every page of this browser asks of whom, and what its policy had to refuse. */
export function watchManners(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => watched(await newContext(options))
  return browser
}

function watched(context: BrowserContext): BrowserContext {
  context.on('request', (request) => {
    if (isForeign(request)) offends(`asked ${new URL(request.url()).origin}`)
  })
  // Chromium tells each violation on the console, also where a policy names nobody to report to.
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) offends(message.text())
  })
  return context
}

function isForeign(request: Request): boolean {
  const { protocol, origin } = new URL(request.url())
  return /^(http|ws)/.test(protocol) && !own.has(origin)
}

// This file is also the set-up of the project: whatever a browser test is about, it ends with this.
afterEach(() => {
  expect(offences.splice(0), 'requests to other origins and violations of policy').toEqual([])
})
