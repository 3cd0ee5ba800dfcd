import type { Finding } from './finding.ts'
import type { Reason } from './reasons.ts'

type Rest = Partial<Pick<Finding, 'score' | 'measures' | 'regions'>>

/** A finding of one check; what is left out is empty. */
export function makeFinding(
  check: string,
  outcome: Finding['outcome'],
  reasons: readonly Reason[],
  rest: Rest = {},
): Finding {
  return { check, outcome, reasons, measures: {}, regions: [], ...rest }
}

/** Passed when no reason speaks against it, failed otherwise. */
export function passUnless(check: string, reasons: readonly Reason[], rest: Rest = {}): Finding {
  return makeFinding(check, reasons.length === 0 ? 'passed' : 'failed', reasons, rest)
}
