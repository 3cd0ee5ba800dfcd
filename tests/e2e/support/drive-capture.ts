import type { Page } from 'playwright-core'

const PRESS: Readonly<Record<string, string>> = {
  guide: '.bf-actions .bf-primary',
  'document-review': '.bf-actions .bf-primary',
  'reading-review': '.bf-actions .bf-primary',
  'face-ready': '.bf-actions .bf-primary',
}

/** Names of the capture page's screens, as it writes them on the root element. */
export const screenOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.documentElement.dataset['bonafideScreen'] ?? '')

/**
 * Uses the capture page as a person would, pressing what each screen offers, until the screen `until` is reached
 * or the page was left. The shutter of the document screen is left to the page.
 */
export async function driveCapture(page: Page, until = 'end'): Promise<void> {
  let last = ''
  while (last !== until) {
    const next = await nextScreen(page, last)
    if (next === undefined) return
    last = next
    const button = PRESS[next]
    if (next !== until && button !== undefined) await page.click(button)
  }
}

/** The next screen that is not `last`; undefined when the browser left the capture page. */
async function nextScreen(page: Page, last: string): Promise<string | undefined> {
  try {
    const handle = await page.waitForFunction(
      (before) => {
        const screen = document.documentElement.dataset['bonafideScreen']
        if (screen === undefined) return before === '' ? undefined : 'left'
        return screen !== before ? screen : undefined
      },
      last,
      { timeout: 60_000, polling: 100 },
    )
    const screen = await handle.jsonValue()
    return screen === 'left' ? undefined : screen
  } catch (error) {
    if (error instanceof Error && /navigation|context was destroyed/i.test(error.message)) return undefined
    throw error
  }
}
