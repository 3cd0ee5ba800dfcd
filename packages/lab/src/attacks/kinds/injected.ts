import { defineAttack } from '../define-attack.ts'
import { injectFrames } from '../inject-frames.ts'

export default defineAttack({
  kind: 'inject_noflash',
  summary: 'frames put in place of the camera: a model of the person obeys, but knows nothing of the light',
  limits: 'as good as the footage it is made from; no traces of a face generator',
  present: (target, random) => ({ frames: injectFrames(target, random, (picture) => picture), drawn: {} }),
})
