import { addNoise, REPEAT_NOISE } from '../add-noise.ts'
import { defineAttack } from '../define-attack.ts'
import { repeatFrames } from '../rearrange.ts'

export default defineAttack({
  kind: 'repeated_noise',
  summary: 'the same with noise of its own in each frame',
  limits: 'the noise is even: a sensor has more in the dark',
  present: (target, random) => {
    const noise = random.between(REPEAT_NOISE.least, REPEAT_NOISE.most)
    return { frames: addNoise(repeatFrames(target.captured()), noise, random), drawn: { noise } }
  },
})
