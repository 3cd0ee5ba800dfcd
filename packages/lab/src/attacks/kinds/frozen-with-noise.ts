import { addNoise, REPEAT_NOISE } from '../add-noise.ts'
import { defineAttack } from '../define-attack.ts'

export default defineAttack({
  kind: 'frozen_noise',
  summary: 'one picture of the living person with noise of its own in each frame',
  limits: 'the noise is even: a sensor has more in the dark',
  present: (target, random) => {
    const noise = random.between(REPEAT_NOISE.least, REPEAT_NOISE.most)
    const [first] = target.captured()
    const still = first === undefined ? [] : target.times.map((atMs) => ({ ...first, atMs }))
    return { frames: addNoise(still, noise, random), drawn: { noise } }
  },
})
