/// <reference lib="dom" />

/** What a person saw of a check: times in milliseconds, and the code at its end. */
export interface Seen {
  /** From the address to the first screen that can be used. */
  readonly guideMs: number
  /** From the tap that starts the camera to the first hint about what it sees. */
  readonly guidanceMs: number
  /** From the tap to the last word. */
  readonly wholeMs: number
  readonly code: string
}

/**
 * Runs in the page, as text: it must use nothing from outside of itself. Presses what each screen offers, as a person
 * would who never hesitates.
 */
export async function pressOn(): Promise<Seen> {
  const LONGEST_WAIT_MS = 120_000
  const until = <T>(look: () => T | undefined | false): Promise<T> =>
    new Promise((resolve, reject) => {
      const begun = performance.now()
      const again = (): void => {
        const seen = look()
        if (seen !== undefined && seen !== false) resolve(seen)
        else if (performance.now() - begun < LONGEST_WAIT_MS) setTimeout(again, 10)
        else reject(new Error(`nothing came after ${dataset()?.['bonafideScreen']}`))
      }
      again()
    })
  // A page that has only begun to load has no root.
  const dataset = (): DOMStringMap | undefined => (document.documentElement as HTMLElement | null)?.dataset
  const screen = (name: string): Promise<boolean> => until(() => dataset()?.['bonafideScreen'] === name)
  const press = async (): Promise<void> =>
    (
      await until(() => document.querySelector<HTMLElement>('.bf-actions .bf-primary:not([disabled])') ?? undefined)
    ).click()

  await screen('guide')
  const guideMs = performance.now()
  await press()
  const tapped = performance.now()
  await screen('document-camera')
  await until(
    () => document.querySelector('.bf-live') !== null && document.querySelector('.bf-hint')?.textContent !== '',
  )
  const guidanceMs = performance.now() - tapped
  await screen('document-review')
  await press()
  // What was read is shown where something could be read.
  const next = await until(() =>
    ['reading-review', 'face-ready'].find((name) => dataset()?.['bonafideScreen'] === name),
  )
  if (next === 'reading-review') await press()
  await screen('face-ready')
  await press()
  const code = await until(() => dataset()?.['bonafideCode'])
  return { guideMs, guidanceMs, wholeMs: performance.now() - tapped, code }
}
