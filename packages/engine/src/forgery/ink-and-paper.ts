import { nthSmallest } from './nth-smallest.ts'

/** Grey levels of what is printed and of what it is printed on. */
interface InkAndPaper {
  readonly ink: number
  readonly paper: number
}

/** Levels of ink and paper where print stands, as shares of the pixels there: beyond them lie noise and glare. */
const INK_SHARE = 0.04
const PAPER_SHARE = 0.8
/** Print of less contrast than this cannot be told from a pattern on the paper, and says nothing about its edges. */
export const LEAST_CONTRAST = 25

/** Of the pixels of a place that holds print, in whatever order. */
export function inkAndPaper(levels: Float32Array, paperShare = PAPER_SHARE): InkAndPaper {
  const at = (share: number) => nthSmallest(levels, Math.floor(share * levels.length)) ?? 0
  return { ink: at(INK_SHARE), paper: at(paperShare) }
}
