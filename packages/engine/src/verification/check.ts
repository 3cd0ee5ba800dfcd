import type { Tools } from '../ports.ts'
import type { Evidence } from './evidence.ts'
import type { Examination } from './examination.ts'
import type { Finding } from './finding.ts'
import type { Policy } from './policy.ts'
import type { Reason } from './reasons.ts'

export type EvidenceKind = 'document' | 'face' | 'reference'

/** One judgement on evidence. A check is a file in `checks/`, and nothing outside of it knows how it judges. */
export interface Check {
  readonly id: string
  /** Evidence without which the check cannot run; a product that lists the check must ask for it. */
  readonly needs: readonly EvidenceKind[]
  /** Every reason that its findings can give. */
  readonly reasons: readonly Reason[]
  /** Whether later checks are pointless after this one failed or could not judge. */
  readonly stopsOnFailure: boolean
  /** Whether the check is in the plan at all with these tools; it always is when absent. */
  applies?(tools: Tools): boolean
  /** Where a check runs only when the caller asks for it: whether it was asked for. */
  isAsked?(evidence: Evidence): boolean
  run(examination: Examination, policy: Policy, tools: Tools): Promise<Finding>
}

export function defineCheck(check: Check): Check {
  return check
}
