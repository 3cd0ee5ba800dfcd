import { defineAttack } from '../define-attack.ts'
import { repeatFrames } from '../rearrange.ts'

export default defineAttack({
  kind: 'repeated',
  summary: 'the living person with every frame twice, as from a recording of half the rate',
  limits: 'as good as the capture it is made from',
  present: (target) => ({ frames: repeatFrames(target.captured()), drawn: {} }),
})
