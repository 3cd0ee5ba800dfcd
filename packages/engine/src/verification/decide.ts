import type { Decision } from './decision.ts'
import type { Finding } from './finding.ts'
import type { Policy } from './policy.ts'
import type { Reason } from './reasons.ts'

/**
 * Which reason leads when several apply: attacks before mismatches before document faults,
 * after the priority of the API's result codes (217, 205, 207/204, 214, 216, 211).
 */
export const REASON_PRIORITY: readonly Reason[] = [
  'system-error',
  'device-rejected',
  'clip-seen-before',
  'face-changed',
  'flat-surface',
  'screen-pattern',
  'light-on-surround',
  'light-not-answered',
  'passive-suspicion',
  'no-motion',
  'frames-repeated',
  'frames-blended',
  'clock-implausible',
  'challenge-not-met',
  'light-too-weak',
  'several-faces',
  'no-face',
  'frames-insufficient',
  'face-unusable',
  'eyes-hidden',
  'eyes-closed',
  'face-mismatch',
  'reference-mismatch',
  'register-face-mismatch',
  'document-tampered',
  'screen-recapture',
  'photocopy',
  'document-expired',
  'mrz-check-digit',
  'number-rule',
  'number-disagrees',
  'date-disagrees',
  'person-disagrees',
  'dates-implausible',
  'document-type-mismatch',
  'document-unreadable',
  'barcode-unreadable',
  'page-side-wrong',
  'document-cut-off',
  'picture-small',
  'picture-blurred',
  'picture-glare',
  'picture-dark',
  'portrait-missing',
  'portrait-eyes-hidden',
  'face-registered',
  'identity-disagrees',
  'identity-unknown',
  'reference-unusable',
  'register-unavailable',
  'name-disagrees',
  'barcode-odd',
  'name-unprotected',
  'device-doubtful',
  'page-seen-before',
  'face-seen-before',
  'light-not-asked',
  'match-uncertain',
]

/** Only when every finding passed does the verification pass; only when nothing but review is left does a person decide. */
export function outcomeOf(findings: readonly Finding[]): Decision['outcome'] {
  if (findings.length === 0) return 'not-passed'
  if (findings.some((finding) => finding.outcome === 'failed' || finding.outcome === 'not-judged')) return 'not-passed'
  return findings.some((finding) => finding.outcome === 'review') ? 'review' : 'passed'
}

/** The leading reason among the findings that decided the outcome. */
export function leadingReason(findings: readonly Finding[]): Reason | undefined {
  const outcome = outcomeOf(findings)
  if (outcome === 'passed') return undefined
  const deciding = findings.filter((finding) =>
    outcome === 'review'
      ? finding.outcome === 'review'
      : finding.outcome === 'failed' || finding.outcome === 'not-judged',
  )
  const given = new Set(deciding.flatMap((finding) => finding.reasons))
  return REASON_PRIORITY.find((reason) => given.has(reason)) ?? 'system-error'
}

type DecisionHead = Pick<Decision, 'outcome' | 'reason' | 'policyId'>

export function decideHead(findings: readonly Finding[], policy: Policy): DecisionHead {
  const reason = leadingReason(findings)
  return { outcome: outcomeOf(findings), policyId: policy.id, ...(reason === undefined ? {} : { reason }) }
}

/** A decision with one more finding, made by somebody who sees what the engine does not. */
export function withFinding(decision: Decision, finding: Finding): Decision {
  const { reason: _reason, ...rest } = decision
  const findings = [...decision.findings, finding]
  const reason = leadingReason(findings)
  return { ...rest, findings, outcome: outcomeOf(findings), ...(reason === undefined ? {} : { reason }) }
}
