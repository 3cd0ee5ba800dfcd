import { defineAttack } from '../define-attack.ts'
import { presentSheet } from '../sheet/present-sheet.ts'
import { display } from '../sheet/surface.ts'

/**
 * Distance of a display's pixels on the frame, in frame pixels, where the face on it is as large in the frame as a face
 * at an arm's length, 190 px: a telephone (0.055 mm, face 5 cm) 0.2, a tablet (0.096 mm, face 11 cm) 0.17, a monitor
 * (0.27 mm, face 14 cm) 0.37, an old or large one 0.7 and more.
 */
const PITCHES = [0.2, 0.37, 0.7, 1.1, 1.6] as const

const BEZEL = [16, 16, 18] as const

export default defineAttack({
  kind: 'replay',
  summary: 'footage that happens to obey, shown on a display: grid, bezel, own light',
  limits: 'no flicker of the display against the shutter, no mirror image of the phone in the glass',
  present: (target, random) => {
    const pitchPx = random.pick(PITCHES)
    const [blurPx, reflects] = [random.between(0.45, 0.8), random.between(0.04, 0.12)]
    const edges = random.pick(['inside', 'outside'])
    return presentSheet(target, random, {
      surface: display({
        pitchPx,
        blurPx,
        reflects,
        contrast: random.between(0.92, 1.12),
        brightness: random.between(0.85, 1.1),
      }),
      scale: edges === 'inside' ? random.between(0.84, 0.94) : random.between(1.12, 1.2),
      border: edges === 'inside' ? random.between(10, 30) : 0,
      borderColour: BEZEL,
      // The display is held still: what turns and comes nearer is the person on it.
      hold: { turns: 0, nears: false, pivot: 0 },
      shows: (atMs) => target.obeying(atMs),
      drawn: { edges, pitchPx, blurPx, reflects },
    })
  },
})
