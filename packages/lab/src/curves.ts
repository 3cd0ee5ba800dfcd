export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : Math.min(value, high)
}

/** 0 below 0, 1 above 1, and a smooth step between. */
export function smoothStep(value: number): number {
  const at = clamp(value, 0, 1)
  return at * at * (3 - 2 * at)
}
