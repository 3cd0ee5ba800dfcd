import { describe, expect, it } from 'vitest'
import type { SeenMrz } from '../documents/look-at-page.ts'
import { parseMrz } from '../mrz/parse-mrz.ts'
import type { TextLine } from '../mrz/text-line.ts'
import { turnedView, wholeView } from '../page/page-view.ts'
import { zoneAtBorder } from './zone-at-border.ts'

const LINES = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const [WIDTH, HEIGHT, PITCH] = [1000, 700, 20]
const source = { width: WIDTH, height: HEIGHT, data: new Uint8Array(3 * WIDTH * HEIGHT) }

/** The zone of a page whose lines begin so many characters from the left border, as seen after some quarter turns. */
function zone(startsAt: number, turns = 0): SeenMrz {
  const view = turnedView(wholeView(source), turns)
  const lines = LINES.map((text, row): TextLine => {
    const length = PITCH * text.length
    return { centre: { x: startsAt * PITCH + length / 2, y: 500 + 60 * row }, angleRad: 0, length, height: 18 }
  })
  const readings = LINES.map((text) => ({ text, confidences: [], misplaced: 0, adjusted: 0 }))
  const rest = { quarterTurns: 0, confidence01: 1, settled: true, score: 5 }
  return { view, found: { parsed: parseMrz(LINES), readings, lines, ...rest } }
}

describe('zoneAtBorder', () => {
  it('says nothing of a zone with the paper that pages leave at both of its ends, nor of a page without one', () => {
    for (const startsAt of [1.6, 3, 4.4]) expect(zoneAtBorder({ source, mrz: zone(startsAt) })).toBeUndefined()
    expect(zoneAtBorder({ source })).toBeUndefined()
  })

  it('names the border that lines run into, on the picture as it came', () => {
    expect(zoneAtBorder({ source, mrz: zone(0.3) })).toBe('left')
    expect(zoneAtBorder({ source, mrz: zone(5.7) })).toBe('right')
    expect(zoneAtBorder({ source, mrz: zone(0.3, 2) })).toBe('right')
    expect(zoneAtBorder({ source, mrz: zone(0.3, 1) })).not.toBeUndefined()
  })
})
