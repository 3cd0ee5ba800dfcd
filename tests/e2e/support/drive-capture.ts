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
  for (let seen = false; ; seen = true) {
    const screen = await pressable(page, until, seen)
    const button = screen === undefined || screen === until ? undefined : PRESS[screen]
    if (button === undefined) return
    await page.click(button)
  }
}

/**
 * The screen `until`, or one whose button can be pressed; undefined when the browser left the capture page. A press moves
 * the page at once, so a screen that is seen again has come back, however seldom a busy machine lets us look.
 */
async function pressable(page: Page, until: string, seen: boolean): Promise<string | undefined> {
  try {
    const handle = await page.waitForFunction(
      ({ wanted, buttons, mayBeLeft }) => {
        const screen = document.documentElement.dataset['bonafideScreen']
        if (screen === undefined) return mayBeLeft ? 'left' : undefined
        const button = buttons[screen]
        const isReady = button !== undefined && document.querySelector(`${button}:enabled`) !== null
        return screen === wanted || isReady ? screen : undefined
      },
      { wanted: until, buttons: PRESS, mayBeLeft: seen },
      { timeout: 120_000, polling: 100 },
    )
    const screen = await handle.jsonValue()
    return screen === 'left' ? undefined : screen
  } catch (error) {
    if (error instanceof Error && /navigation|context was destroyed/i.test(error.message)) return undefined
    throw error
  }
}
