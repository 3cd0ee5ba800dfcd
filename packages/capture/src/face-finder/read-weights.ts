import { WEIGHT_COUNT } from './network-layers.ts'

/**
 * The weights of the network as they are sent: the upper halves of their 32 bits, lower byte first, which is three digits
 * of each. Undefined for anything else, such as the page of a proxy.
 */
export function readWeights(bytes: Uint8Array): Float32Array | undefined {
  if (bytes.length !== 2 * WEIGHT_COUNT) return undefined
  const bits = new Uint32Array(WEIGHT_COUNT)
  bits.forEach((_, index) => {
    bits[index] = ((bytes[2 * index] ?? 0) << 16) | ((bytes[2 * index + 1] ?? 0) << 24)
  })
  const weights = new Float32Array(bits.buffer)
  return weights.every(Number.isFinite) ? weights : undefined
}
