import { defineAttack } from '../define-attack.ts'
import { cutPrint } from '../sheet/cut-face.ts'
import { presentSheet } from '../sheet/present-sheet.ts'

export default defineAttack({
  kind: 'eyeholes',
  summary: 'a print with cut-out eyes worn before the living face of the attacker',
  limits: 'the eyes behind are of the target too; the sheet is flat and has no strap, no gloss and no raster',
  present: (target, random) => presentSheet(target, random, cutPrint(target, ['eyes'], random)),
})
