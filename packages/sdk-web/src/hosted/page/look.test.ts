import { readFileSync } from 'node:fs'
import type { StateName } from '@bonafide/capture'
import { describe, expect, it } from 'vitest'
import { dress } from './look.ts'
import { PICTURE_PLACES } from './pictures.ts'

const page = readFileSync(new URL('../../../../../docs/capture.md', import.meta.url), 'utf8')
const [, paragraph = ''] = /`StyleConfig` takes the colours of both key lists([\s\S]*?)as `#RRGGBB`/.exec(page) ?? []
const [, picturesShown = ''] = /^Pictures take the place([\s\S]*?)\n\n/m.exec(page) ?? []
/** `group.key` of every colour and every picture that the page promises. */
const PROMISED = keysIn(paragraph)
const PICTURES_PROMISED = keysIn(picturesShown)
const STATES: readonly StateName[] = [
  'guide',
  'document-camera',
  'document-review',
  'reading-review',
  'face-ready',
  'face-capture',
]

function keysIn(text: string): readonly string[] {
  return [...text.matchAll(/`(\w+)`\s\(([^)]*)\)|`(\w+\.\w+)`/g)].flatMap(([, group, keys = '', whole]) =>
    whole === undefined ? [...keys.matchAll(/`(\w+)`/g)].map(([, key]) => `${group}.${key}`) : [whole],
  )
}

/** What a look sets on a screen. */
function worn(look: Readonly<Record<string, string>>, state: StateName): ReadonlyMap<string, string> {
  const set = new Map<string, string>()
  const style = { setProperty: (name: string, value: string) => void set.set(name, value) }
  dress({ removeAttribute: () => set.clear(), style } as unknown as HTMLElement, look, state)
  return set
}

describe('the colours of StyleConfig', () => {
  it('are the 22 that the documentation lists', () => {
    expect(PROMISED).toHaveLength(22)
  })

  it.each(PROMISED)('%s is worn on some screen, as it was given', (key) => {
    const colour = 'rgba(1, 2, 3, 0.5)'
    const places = STATES.flatMap((state) => [...worn({ [key]: colour }, state).values()])
    expect(places).toContain(colour)
  })

  it('of a ground of the merchant’s leave what stands on it readable, unless its colour is given too', () => {
    const dark = { 'ocrResultPage.inputBgColor': 'rgba(0, 0, 0, 1)', 'ocrResultPage.topTipBgColor': 'rgba(0, 0, 0, 1)' }
    expect(worn(dark, 'reading-review').get('--field-ink')).toBe('#f4f6fb')
    expect(worn(dark, 'reading-review').get('--tip-ink')).toBe('#f4f6fb')
    const buttons = { 'guidePage.btnBgColor': 'rgba(255, 106, 0, 1)', 'alert.primaryBtnBgColor': 'rgba(170, 0, 0, 1)' }
    expect(worn(buttons, 'guide').get('--on-accent')).toBe('#141a2a')
    expect(worn(buttons, 'guide').get('--dialog-on-accent')).toBe('#f4f6fb')
    const given = { ...dark, 'ocrResultPage.ocrTextColor': 'rgba(255, 0, 0, 1)' }
    expect(worn(given, 'reading-review').get('--field-ink')).toBe('rgba(255, 0, 0, 1)')
    const both = { ...buttons, 'guidePage.btnTextColor': 'rgba(255, 255, 255, 1)' }
    expect(worn(both, 'guide').get('--on-accent')).toBe('rgba(255, 255, 255, 1)')
  })

  it('change nothing where nothing was given', () => {
    expect(STATES.flatMap((state) => [...worn({}, state)])).toEqual([])
  })
})

describe('the pictures of StyleConfig', () => {
  it('that the documentation promises are those that have a place', () => {
    expect(PICTURES_PROMISED.toSorted()).toEqual(Object.values(PICTURE_PLACES).flat().toSorted())
  })
})

describe('the place of the dialog', () => {
  it('is a share of the room that the dialog leaves, or pixels as far as there are any', () => {
    const look = { 'alert.top': '45%', 'alert.left': '120px', 'alert.width': '480px' }
    expect(Object.fromEntries(worn(look, 'guide'))).toEqual({
      '--dialog-above': '0.45fr',
      '--dialog-below': '0.55fr',
      '--dialog-left': 'minmax(0, 120px)',
      '--dialog-right': '1fr',
      '--dialog-width': '480px',
    })
  })
})
