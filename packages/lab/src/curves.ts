/** Pictures hold light to the power of 1 / 2.2: twice the light is 1.37 times the value. */
export const GAMMA = 2.2

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : Math.min(value, high)
}

/** 0 below 0, 1 above 1, and a smooth step between. */
export function smoothStep(value: number): number {
  const at = clamp(value, 0, 1)
  return at * at * (3 - 2 * at)
}
