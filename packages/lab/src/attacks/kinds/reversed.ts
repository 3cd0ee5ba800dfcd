import { defineAttack } from '../define-attack.ts'
import { reverseFrames } from '../rearrange.ts'

export default defineAttack({
  kind: 'reversed',
  summary: 'the living person from the end to the beginning',
  limits: 'as good as the capture it is made from',
  present: (target) => ({ frames: reverseFrames(target.captured()), drawn: {} }),
})
