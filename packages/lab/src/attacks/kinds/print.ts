import { defineAttack } from '../define-attack.ts'
import { presentSheet } from '../sheet/present-sheet.ts'
import { IN_HANDS, printMake } from '../sheet/print-make.ts'

export default defineAttack({
  kind: 'print',
  summary: 'a flat print in the hands, turned as far as a head where a turn is asked',
  limits: 'no print raster, no gloss, no fingers on the sheet',
  present: (target, random) => presentSheet(target, random, { ...printMake(random), hold: IN_HANDS }),
})
