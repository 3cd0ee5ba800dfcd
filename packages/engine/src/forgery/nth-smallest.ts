/** Bits of a number that are looked at in one walk over all of them, and the walks that take all 32. */
const DIGIT_BITS = 11
const SHIFTS = [21, 10, 0] as const
const SIGN = 1 << 31

/**
 * The value at a place of what would be the sorted list, without sorting it: numbers are ordered like their bits, which are
 * told from the first on. It takes the same time whatever the numbers are; none of them may be NaN.
 */
export function nthSmallest(values: Float32Array, place: number): number | undefined {
  if (place < 0 || place >= values.length) return undefined
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length)
  let [known, mask, rest] = [0, 0, place]
  const counts = new Uint32Array(1 << DIGIT_BITS)
  for (const shift of SHIFTS) {
    const digits = shift === 0 ? (1 << (32 - 2 * DIGIT_BITS)) - 1 : (1 << DIGIT_BITS) - 1
    counts.fill(0)
    for (let at = 0; at < bits.length; at += 1) {
      const own = ordered(bits[at] as number)
      if ((own & mask) !== known) continue
      const digit = (own >>> shift) & digits
      counts[digit] = (counts[digit] as number) + 1
    }
    let digit = 0
    while (rest >= (counts[digit] as number)) {
      rest -= counts[digit] as number
      digit += 1
    }
    known |= digit << shift
    mask |= digits << shift
  }
  return new Float32Array(Int32Array.of(bitsOf(known)).buffer)[0]
}

/** Bits whose order as whole numbers without sign is that of the numbers they stand for. */
function ordered(bits: number): number {
  return bits ^ ((bits >> 31) | SIGN)
}

/** The way back. */
function bitsOf(order: number): number {
  return order ^ ((~order >> 31) | SIGN)
}
