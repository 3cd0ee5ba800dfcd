import type { Random } from '../ports.ts'
import type { ChallengeFlash, FlashColour } from '../verification/challenge.ts'
import { draw, type Range, shuffle } from './draw.ts'

const COLOURS = ['red', 'green', 'blue', 'cyan', 'magenta', 'yellow'] as const satisfies readonly FlashColour[]

/** Five of the six in any order, and the dark among them: 4,320 sequences. */
const COLOURS_ASKED = 5

/**
 * At most three changes a second (WCAG 2.2, 2.3.1 counts pairs of changes and allows three of those), and long enough
 * for three frames of a camera with 8 a second, the first of which may still show the colour before.
 */
const LENGTH: Range = { fromMs: 350, toMs: 380 }

/** Draws colours of the screen, one right after the other; no two neighbours are alike because none comes twice. */
export function drawFlashes(random: Random, startMs: number): readonly ChallengeFlash[] {
  const colours: FlashColour[] = [...shuffle(random, COLOURS).slice(0, COLOURS_ASKED)]
  colours.splice(random.below(COLOURS_ASKED + 1), 0, 'dark')
  let nowMs = startMs
  return colours.map((colour) => {
    const flash = { colour, startMs: nowMs, endMs: nowMs + draw(random, LENGTH) }
    nowMs = flash.endMs
    return flash
  })
}
