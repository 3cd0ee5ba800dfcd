import type { PageReading, Point } from '@bonafide/engine'

/** Share of the diagonal that the worst corner may be away: what a reader of print still forgives. */
export const NEAR = 0.03

/** How far the worst corner of the outline is away, in diagonals, whichever way up the page was taken to lie. */
export function cornerError(corners: readonly Point[], page: PageReading | undefined): number | null {
  const [first, , opposite] = corners
  if (page === undefined || !page.outlined || first === undefined || opposite === undefined) return null
  const diagonal = Math.hypot(first.x - opposite.x, first.y - opposite.y)
  const worst = corners.map((corner) =>
    Math.min(...page.corners.map(({ x, y }) => Math.hypot(x - corner.x, y - corner.y))),
  )
  return Math.max(...worst) / diagonal
}
