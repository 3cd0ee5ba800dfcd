import { createGuidance, readWeights } from '@bonafide/capture'
import type { Answer, AskedLook } from './messages.ts'
import { createReader } from './read-frame.ts'

/** The script of the worker: says once how much it can do here, then answers each look with what it saw. */
const WEIGHTS = '/sdk/v1/guidance.bin'
const guidance = createGuidance(() => performance.now())
const reader = createReader()

function tell(answer: Answer): void {
  postMessage(answer)
}

/** Where the weights do not come, nothing is said of where a face lies. */
async function learnFaces(): Promise<void> {
  const response = await fetch(WEIGHTS)
  const weights = response.ok ? readWeights(new Uint8Array(await response.arrayBuffer())) : undefined
  tell({ findsFaces: weights !== undefined && guidance.findFaces(weights) })
}

addEventListener('message', ({ data }: MessageEvent<AskedLook>) => {
  const { picture, ...look } = data
  const copy = 'rgba' in picture ? picture : reader?.(picture)
  if (copy !== undefined) tell({ seen: guidance.see({ ...look, ...copy }) })
})
tell({ tier: guidance.tier, takesFrames: reader !== undefined })
if (guidance.tier === 'full') learnFaces().catch(() => tell({ findsFaces: false }))
