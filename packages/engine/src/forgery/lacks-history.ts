import type { HistoryFit, TraceFit } from './compression-history.ts'

/**
 * On originals of the tuning tool parts bear the first trace at 0.90 and more. The second, which depends on what a part
 * shows, too, they bear at 0.18 and more where it counts (print; portraits at 0.61 and more); what was laid in says the
 * opposite, below 0. Chance alone reaches no eight standard errors.
 */
const LEAST_FIT = { clustered: 0.75, missing: 0 } as const
const LEAST_DEVIATIONS = 8

/** The part was not in the picture when it was first compressed. */
export function lacksHistory({ clustered, missing }: HistoryFit): boolean {
  return lacks(clustered, LEAST_FIT.clustered) || lacks(missing, LEAST_FIT.missing)
}

function lacks(trace: TraceFit | undefined, least: number): boolean {
  return trace !== undefined && trace.fit01 < least && trace.deviations >= LEAST_DEVIATIONS
}
