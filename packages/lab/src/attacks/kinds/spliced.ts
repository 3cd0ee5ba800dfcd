import { defineAttack, StrangerMissing } from '../define-attack.ts'
import { spliceFrames } from '../rearrange.ts'

export default defineAttack({
  kind: 'spliced',
  summary: 'the living person until about the middle, somebody else who obeys from there on',
  limits: 'a hard cut; a face exchanged by a generator is not shown',
  needsStranger: true,
  present: (target, random) => {
    if (target.stranger === undefined) throw new StrangerMissing('a splice shows a second person, and none was given')
    const from = Math.round(target.times.length * random.between(0.35, 0.65))
    const frames = spliceFrames(target.captured(), target.stranger(), from)
    return { frames, drawn: { fromMs: target.times[from] ?? 0 } }
  },
})
