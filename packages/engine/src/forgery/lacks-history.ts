import type { HistoryFit, TraceFit } from './compression-history.ts'

/**
 * On originals of the tuning tool parts bear the first trace at 0.93 and more; the second, which a law that fits badly
 * blurs, at 0.2 and more where it is strong enough to count. Chance alone reaches no eight standard errors.
 */
const LEAST_FIT = { clustered: 0.75, missing: -0.1 } as const
const LEAST_DEVIATIONS = 8

/** The part was not in the picture when it was first compressed. */
export function lacksHistory({ clustered, missing }: HistoryFit): boolean {
  return lacks(clustered, LEAST_FIT.clustered) || lacks(missing, LEAST_FIT.missing)
}

function lacks(trace: TraceFit | undefined, least: number): boolean {
  return trace !== undefined && trace.fit01 < least && trace.deviations >= LEAST_DEVIATIONS
}
