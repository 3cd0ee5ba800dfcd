import { defineAttack } from '../define-attack.ts'
import { presentSheet } from '../sheet/present-sheet.ts'
import { IN_HANDS, printMake } from '../sheet/print-make.ts'
import { fold } from '../sheet/sheet-shape.ts'

export default defineAttack({
  kind: 'printfold',
  summary: 'a print folded once along the nose, 0.2 or 0.35 face widths deep',
  limits: 'one sharp fold; no print raster, no gloss',
  present: (target, random) => {
    const depth = random.pick([0.2, 0.35])
    const [leanRad, beside] = [random.between(-0.1, 0.1), random.between(-0.06, 0.06)]
    const make = printMake(random)
    // The depth is gained over half a face.
    const shape = () => fold(Math.atan(depth / 0.5))
    return presentSheet(target, random, {
      ...make,
      hold: IN_HANDS,
      bend: { shape, leanRad, beside },
      drawn: { ...make.drawn, depth, leanRad, beside },
    })
  },
})
