import type { ChallengeFlash, FlashColour } from '../../verification/challenge.ts'
import { flashLight, tintOfLight } from './flash-colours.ts'

/** White is not among them: it has the tint of the dark, and brightness is not looked at. */
const COLOURS = ['red', 'green', 'blue', 'cyan', 'magenta', 'yellow', 'dark'] as const satisfies readonly FlashColour[]

/**
 * The orders that are nearly the drawn one: another colour in one place, or two colours exchanged. Whoever shows the
 * colours of another challenge is nearer to one of these than to the drawn order.
 */
export function otherOrders(flashes: readonly ChallengeFlash[]): readonly (readonly ChallengeFlash[])[] {
  return flashes.flatMap((flash, place) => [
    ...COLOURS.filter((colour) => differs(colour, flash.colour)).map((colour) =>
      flashes.with(place, { ...flash, colour }),
    ),
    ...flashes.flatMap((later, laterPlace) =>
      laterPlace > place && differs(later.colour, flash.colour)
        ? [flashes.with(place, { ...flash, colour: later.colour }).with(laterPlace, { ...later, colour: flash.colour })]
        : [],
    ),
  ])
}

function differs(one: FlashColour, other: FlashColour): boolean {
  const [a, b] = [tintOfLight(flashLight(one)), tintOfLight(flashLight(other))]
  return a[0] !== b[0] || a[1] !== b[1]
}
