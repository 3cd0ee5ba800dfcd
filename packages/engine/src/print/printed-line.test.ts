import { describe, expect, it } from 'vitest'
import { inTraditional, printedLine } from './printed-line.ts'

const patch = { centre: { x: 50, y: 10 }, angleRad: 0, width: 100, height: 20 }

describe('inTraditional', () => {
  it('reads simplified characters as what a traditional document writes, and is as sure as of those', () => {
    const line = printedLine(
      [
        { text: '张', confidence01: 0.8, at01: 0.3, traditional: { text: '張', confidence01: 0.98 } },
        { text: '明', confidence01: 1, at01: 0.7 },
      ],
      patch,
    )
    expect(line).toMatchObject({ text: '张明', confidence01: 0.9 })
    expect(inTraditional(line)).toMatchObject({ text: '張明', confidence01: 0.99, patch })
  })
})
