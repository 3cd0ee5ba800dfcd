import type { FlashColour } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'
import { screenLight } from './screen-light.ts'

const flash = (colour: FlashColour, startMs: number) => ({ colour, startMs, endMs: startMs + 400 })

describe('the light of the screen', () => {
  const light = screenLight([flash('red', 1000), flash('dark', 1400), flash('cyan', 1800)], {
    strength: 0.3,
    lagMs: 100,
  })

  it('shows each colour as late as screen and camera are, and nothing before and after', () => {
    expect(light(1090)).toEqual([0, 0, 0])
    expect(light(1300)[0]).toBeCloseTo(0.3)
    expect(light(1700)).toEqual([0, 0, 0])
    expect(light(2100)[2]).toBeCloseTo(0.3)
    expect(light(2400)).toEqual([0, 0, 0])
  })

  it('adds most to the channels of its colour', () => {
    const [red, green, blue] = light(1300)
    expect(red).toBeGreaterThan(5 * Math.max(green, blue))
    const [other, ...shown] = light(2000)
    expect(other).toBeLessThan(0.2 * Math.min(...shown))
  })

  it('mixes two colours in the picture that was open while one became the other', () => {
    const neighbours = screenLight([flash('red', 1000), flash('blue', 1400)], { strength: 0.3, lagMs: 100 })
    const [red, , blue] = neighbours(1516)
    expect(Math.min(red, blue)).toBeGreaterThan(0.1)
    expect(Math.max(red, blue)).toBeLessThan(0.2)
  })
})
