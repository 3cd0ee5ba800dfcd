import type { Picture } from '@bonafide/engine'
import { GAMMA } from '../../curves.ts'
import type { ScreenLight } from '../../puppet/screen-light.ts'
import { defineAttack } from '../define-attack.ts'
import { injectFrames } from '../inject-frames.ts'
import { faceWidthOn } from '../sheet/present-sheet.ts'

/** How much of the tint the edge of the picture gets where only the face is tinted. */
const AROUND = 0.1

export default defineAttack({
  kind: 'inject_tint',
  summary: 'injected frames that obey, with a flat tint of the colour that the page shows',
  limits: 'the tint has no relief: an attacker who renders light on a model of the head is not shown',
  present: (target, random) => {
    const over = random.pick(['all', 'face'])
    // A near face gets three times the light; an attacker does not know how much, and takes plenty.
    const strength = random.between(1.5, 4)
    const reach = faceWidthOn(target) * 0.95
    const frames = injectFrames(target, random, (picture, atMs) => {
      tint(picture, target.screen(atMs), strength, over === 'all' ? Number.POSITIVE_INFINITY : reach)
      return picture
    })
    return { frames, drawn: { over, strength } }
  },
})

/** The tint in place: everywhere, or round the middle of the frame and fading out. */
function tint({ width, height, data }: Picture, screen: ScreenLight, strength: number, reach: number): void {
  if (screen.every((channel) => channel === 0)) return
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const away = Math.hypot(column - width / 2, (row - height / 2) * 0.75) / reach
      const share = AROUND + (1 - AROUND) / (1 + away ** 6)
      for (let channel = 0; channel < 3; channel += 1) {
        const index = (row * width + column) * 3 + channel
        const gain = (1 + (screen[channel] ?? 0) * strength * share) ** (1 / GAMMA)
        data[index] = Math.min(255, (data[index] ?? 0) * gain)
      }
    }
  }
}
