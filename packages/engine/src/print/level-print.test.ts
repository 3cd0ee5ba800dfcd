import { describe, expect, it } from 'vitest'
import { levelPrint } from './level-print.ts'

const patch = (angleRad: number, width = 200, height = 30) => ({ centre: { x: 300, y: 200 }, angleRad, width, height })

describe('levelPrint', () => {
  it('leaves out a word that is stamped across a page', () => {
    const page = [patch(0.02), patch(-0.01), patch(0)]
    expect(levelPrint([...page, patch(0.7), patch(-0.5)])).toEqual(page)
  })

  it('keeps all print of a page that leans as a whole, and letters too short to lean', () => {
    const leaning = [patch(0.4), patch(0.42), patch(0.38), patch(-0.3, 30, 28)]
    expect(levelPrint(leaning)).toEqual(leaning)
    expect(levelPrint([])).toEqual([])
  })
})
