import { createGuidance, type Look } from '@bonafide/capture'

/** The script of the worker: says once how much it can do here, then answers each look with what it saw. */
const guidance = createGuidance(() => performance.now())

addEventListener('message', ({ data }: MessageEvent<Look>) => postMessage({ seen: guidance.see(data) }))
postMessage({ tier: guidance.tier })
