import { addNoise, REPEAT_NOISE } from '../add-noise.ts'
import { defineAttack } from '../define-attack.ts'
import { blendFrames } from '../rearrange.ts'

export default defineAttack({
  kind: 'blended_noise',
  summary: 'the same with noise of its own in each frame',
  limits: 'neighbours are faded, not followed by motion',
  present: (target, random) => {
    const noise = random.between(REPEAT_NOISE.least, REPEAT_NOISE.most)
    return { frames: addNoise(blendFrames(target.captured()), noise, random), drawn: { noise } }
  },
})
