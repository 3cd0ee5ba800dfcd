import type { Seeded } from '../../random.ts'
import type { Hold } from './hold-sheet.ts'
import type { SheetMake } from './present-sheet.ts'
import { paper } from './surface.ts'

/** How large a sheet is held: its edges within the frame, or beyond it as long as nobody turns it. */
const SIZES = { inside: { least: 0.86, most: 0.95 }, outside: { least: 1.25, most: 1.4 } } as const

/** In the hands, turned as far as a head. */
export const IN_HANDS: Hold = { turns: 1, nears: true, pivot: 0 }

/** A colour print of the target, matt, with or without a white edge. */
export function printMake(random: Seeded): Omit<SheetMake, 'hold' | 'drawn'> & { readonly drawn: { edges: string } } {
  const edges = random.pick<keyof typeof SIZES>(['inside', 'outside'])
  const { least, most } = SIZES[edges]
  return {
    surface: paper({ black: random.between(0.03, 0.09), white: random.between(0.86, 0.96) }),
    scale: random.between(least, most),
    border: random.pick([0, 6, 14]),
    borderColour: [236, 234, 229],
    drawn: { edges },
  }
}
