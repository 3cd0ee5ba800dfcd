import { describe, expect, it } from 'vitest'
import { display, paper } from './surface.ts'

const RED = [1, 0, 0] as const

/** Values of red over some 40 pixels of an even grey. */
function row(
  surface: ReturnType<typeof paper>,
  screen: readonly [number, number, number] = [0, 0, 0],
): readonly number[] {
  return Array.from({ length: 40 }, (_, along) => {
    const colour = Float64Array.of(120, 120, 120)
    surface(colour, { room: 1, screen: 1 }, screen, { along, down: 3 })
    return colour[0] ?? 0
  })
}

const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
const answer = (surface: ReturnType<typeof paper>) => {
  const [before = 1, after = 1] = [row(surface)[0], row(surface, RED)[0]]
  return (after / before) ** 2.2 - 1
}
const screenOf = (pitchPx: number, blurPx = 0.6) =>
  display({ pitchPx, blurPx, reflects: 0.08, contrast: 1, brightness: 1 })

describe('what a sheet is made of', () => {
  it('answers the light of the screen as skin does where it is paper', () => {
    expect(answer(paper({ black: 0, white: 1 }))).toBeCloseTo(1, 2)
  })

  it('hardly answers it where it is a display, which shines by itself', () => {
    expect(answer(screenOf(0.2))).toBeGreaterThan(0)
    expect(answer(screenOf(0.2))).toBeLessThan(0.15)
  })

  it('shows a grid that is coarse, and none that is finer than the camera can part', () => {
    expect(spread(row(screenOf(1.6)))).toBeGreaterThan(4)
    expect(spread(row(screenOf(0.2)))).toBe(0)
    expect(spread(row(screenOf(1.6, 1.2)))).toBeLessThan(spread(row(screenOf(1.6, 0.5))))
  })
})
