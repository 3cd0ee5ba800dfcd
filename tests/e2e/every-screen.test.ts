import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { LANGUAGES } from '@bonafide/capture'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PASSPORT_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { drawSheet, type Shot } from './support/draw-sheet.ts'
import { everyScreen } from './support/every-screen.ts'
import { arrives, DESKTOP, PHONE, useHostedScene } from './support/hosted-scene.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Where the sheets of docs/gallery are drawn anew: `BONAFIDE_GALLERY=docs/gallery npx vitest run --project e2e …`. */
const GALLERY = process.env['BONAFIDE_GALLERY']

const scene = useHostedScene()

if (GALLERY !== undefined) mkdirSync(GALLERY, { recursive: true })

const LOOKS = [
  { name: 'phone', device: PHONE, colorScheme: 'light', language: 'en' },
  { name: 'phone-dark', device: PHONE, colorScheme: 'dark', language: 'en' },
  { name: 'phone-arabic', device: PHONE, colorScheme: 'light', language: 'ar' },
  { name: 'phone-chinese', device: PHONE, colorScheme: 'dark', language: 'zh' },
  { name: 'desktop', device: DESKTOP, colorScheme: 'light', language: 'en' },
  { name: 'desktop-arabic', device: DESKTOP, colorScheme: 'dark', language: 'ar' },
  { name: 'desktop-chinese', device: DESKTOP, colorScheme: 'light', language: 'zh' },
] as const

/** A machine finds the same in every language: two looks tell of the colours, one of the other direction. */
const EXAMINED =
  GALLERY !== undefined || process.env['BONAFIDE_TEST_DEEP'] === '1'
    ? LOOKS
    : LOOKS.filter(({ device, language }) => device === PHONE && language !== 'zh')

describe('every screen', () => {
  it.each(EXAMINED)(
    'gives axe nothing to find, and moves nothing for who wants no motion: $name',
    async ({ name, device, colorScheme, language }) => {
      const page = await scene.open({ ...device, colorScheme, reducedMotion: 'reduce' })
      const found: string[] = []
      const shots: Shot[] = []
      await everyScreen(page, scene.service, language, async (screen) => {
        found.push(...(await motionOf(page)).map((motion) => `${screen}: moves ${motion}`))
        found.push(...(await examine(page)).map((finding) => `${screen}: ${finding}`))
        expect(await page.locator('.bf-app').getAttribute('lang')).toMatch(new RegExp(`^${language}`))
        if (GALLERY !== undefined) shots.push({ name: screen, png: await page.screenshot() })
      })
      if (GALLERY !== undefined) await drawSheet(shots, `${GALLERY}/${name}.webp`)
      expect(found).toEqual([])
    },
  )

  it('fits the narrowest phone in every language', async () => {
    // WCAG 1.4.10: 320 CSS pixels.
    const page = await scene.open({ ...PHONE, viewport: { width: 320, height: 640 } })
    const outside: string[] = []
    for (const { code } of LANGUAGES) {
      await page.goto(
        `${scene.service.start({ steps: PASSPORT_AND_FACE, config: { language: code } }).url}#lang=${code}`,
      )
      await arrives(page, 'guide')
      outside.push(...(await reachingOut(page)).map((element) => `${code}: ${element}`))
    }
    expect(outside).toEqual([])
  })

  it('moves for everybody else', async () => {
    const page = await scene.open(PHONE)
    await page.route(/\/open$/, () => undefined)
    await page.goto(scene.service.start().url)
    await page.locator('.bf-ring').waitFor()
    expect(await motionOf(page)).toContainEqual(expect.stringContaining('bf-ring'))
  })
})

/** What stands out of the width of the page, and blocks whose words do not fit them. */
async function reachingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.bf-app *:not(.bf-visually-hidden)')].flatMap((element) => {
      const { left, right } = element.getBoundingClientRect()
      const words = [...element.childNodes].some(({ nodeName }) => nodeName === '#text')
      const spills = words && element.clientWidth > 0 && element.scrollWidth > element.clientWidth
      return left < 0 || right > innerWidth || spills ? [`${element.nodeName} ${element.className}`] : []
    }),
  )
}

/** What moves on the page longer than a moment: animations and transitions of the style sheets, and those of scripts. */
async function motionOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const { effect } = animation
      const lasts = Number(effect?.getComputedTiming().endTime ?? 0)
      const target = effect instanceof KeyframeEffect ? `${effect.target?.className} ${effect.pseudoElement ?? ''}` : ''
      return lasts > 1 ? [`${target} for ${lasts} ms`] : []
    }),
  )
}

/** Rules of WCAG 2.2 up to AA that a machine can check. */
async function examine(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run({ runOnly: { type: 'tag', values } })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html.slice(0, 120)}`))
  })
}
