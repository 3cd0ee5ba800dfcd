import { describe, expect, it } from 'vitest'
import { printedLine } from '../../print/printed-line.ts'
import { divideLines } from './divide-lines.ts'

const NO_LABELS = { anchors: [], fields: [] }

/** A run twenty pixels high whose characters stand at these places, in heights from its left end. */
function run(text: string, ...at: readonly number[]) {
  const width = (at.at(-1) ?? 0) + 0.5
  return printedLine(
    [...text].map((letter, index) => ({ text: letter, confidence01: 1, at01: (at[index] ?? 0) / width })),
    { centre: { x: 10 * width, y: 10 }, angleRad: 0, width: 20 * width, height: 20 },
  )
}

const divided = (...of: Parameters<typeof run>) => divideLines([run(...of)], NO_LABELS).map(({ text }) => text)

describe('divideLines', () => {
  it('divides what stands columns apart, also where the reader saw a space between', () => {
    expect(divided('19女', 0.3, 0.7, 1.9)).toEqual(['19', '女'])
    expect(divided('19 女', 0.3, 0.7, 1.1, 1.9)).toEqual(['19', '女'])
  })

  it('leaves words together that a space divides', () => {
    expect(divided('AB C', 0.3, 0.7, 1.1, 1.5)).toEqual(['AB C'])
  })

  it('leaves Chinese characters together that are set wide throughout', () => {
    expect(divided('臺北市中正區', 0.5, 1.5, 2.5, 3.5, 4.5, 5.5)).toEqual(['臺北市中正區'])
    expect(divided('臺北市中正區女', 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 7.5)).toEqual(['臺北市中正區', '女'])
  })
})
