import { defineAttack } from '../define-attack.ts'
import { presentSheet } from '../sheet/present-sheet.ts'
import { IN_HANDS, printMake } from '../sheet/print-make.ts'
import { cylinder, radiusOf } from '../sheet/sheet-shape.ts'

export default defineAttack({
  kind: 'printbend',
  summary: 'a print bent to a true cylinder, by a tenth to three tenths of the width of the face',
  limits: 'bent about one axis only and stiff; no print raster, no gloss',
  present: (target, random) => {
    const sagitta = random.pick([0.1, 0.2, 0.3])
    // Most bend it forwards, as a face is; the picture of a hollow sheet turns the other way.
    const hollow = random.next() < 0.2
    const [leanRad, beside] = [random.between(-0.45, 0.45), random.between(-0.2, 0.2)]
    const make = printMake(random)
    const shape = (faceWidth: number) => cylinder((hollow ? -1 : 1) * radiusOf(sagitta * faceWidth, faceWidth))
    return presentSheet(target, random, {
      ...make,
      hold: IN_HANDS,
      bend: { shape, leanRad, beside },
      drawn: { ...make.drawn, sagitta, hollow: hollow ? 'yes' : 'no', leanRad, beside },
    })
  },
})
