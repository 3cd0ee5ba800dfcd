import { createGuidance, readWeights } from '@bonafide/capture'
import type { Answer, Asked } from './messages.ts'
import { createReader } from './read-frame.ts'

/** The script of the worker: says once how much it can do here, then answers each look with what it saw. */
const guidance = createGuidance(() => performance.now())
const reader = createReader()

function tell(answer: Answer): void {
  postMessage(answer)
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if ('weights' in data) {
    const weights = readWeights(new Uint8Array(data.weights))
    tell({ findsFaces: weights !== undefined && guidance.findFaces(weights) })
    return
  }
  const { picture, ...look } = data
  const copy = 'rgba' in picture ? picture : reader?.(picture)
  if (copy !== undefined) tell({ seen: guidance.see({ ...look, ...copy }) })
})
tell({ tier: guidance.tier, takesFrames: reader !== undefined })
