import { defineAttack } from '../define-attack.ts'
import { blendFrames } from '../rearrange.ts'

export default defineAttack({
  kind: 'blended',
  summary: 'the living person with every second frame made up of its neighbours',
  limits: 'neighbours are faded, not followed by motion',
  present: (target) => ({ frames: blendFrames(target.captured()), drawn: {} }),
})
