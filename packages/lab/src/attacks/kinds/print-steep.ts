import { defineAttack } from '../define-attack.ts'
import { presentSheet } from '../sheet/present-sheet.ts'
import { IN_HANDS, printMake } from '../sheet/print-make.ts'

/** A head turns by 0.4; a sheet at 35 to 45 degrees looks narrower than any head that turns. */
const TURNS = { least: 1.55, most: 1.95 } as const

export default defineAttack({
  kind: 'printsteep',
  summary: 'a flat print, turned by 35 to 45 degrees where a turn is asked',
  limits: 'no print raster, no gloss, no fingers on the sheet',
  present: (target, random) => {
    const turns = random.between(TURNS.least, TURNS.most)
    const make = printMake(random)
    const drawn = { ...make.drawn, turnRad: 0.4 * turns }
    return presentSheet(target, random, { ...make, hold: { ...IN_HANDS, turns }, drawn })
  },
})
