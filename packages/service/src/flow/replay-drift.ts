import type { Decision, Finding } from '@bonafide/engine'

/** One thing that a second judgement says otherwise. Names, codes and measures; nothing that was read of a document. */
export interface Drift {
  /** The check, or `decision`. */
  readonly of: string
  /** `outcome`, `reasons`, `score`, `regions`, `measures.NAME`, `document.FIELD`; `finding` where one is missing. */
  readonly what: string
  readonly recorded?: unknown
  readonly now?: unknown
}

/** Everything in which two decisions differ, exactly. */
export function driftBetween(recorded: Decision, now: Decision): readonly Drift[] {
  const checks = new Set([...recorded.findings, ...now.findings].map(({ check }) => check))
  return [
    ...differences('decision', head(recorded), head(now)),
    ...[...checks].flatMap((check) => findingDrift(check, findingOf(recorded, check), findingOf(now, check))),
    ...fieldDrift(recorded, now),
  ]
}

function head({ outcome, reason }: Decision) {
  return { outcome, reason }
}

function findingOf({ findings }: Decision, check: string): Finding | undefined {
  return findings.find((finding) => finding.check === check)
}

function findingDrift(check: string, recorded: Finding | undefined, now: Finding | undefined): readonly Drift[] {
  if (recorded === undefined || now === undefined) {
    return [{ of: check, what: 'finding', recorded: recorded?.outcome, now: now?.outcome }]
  }
  const { measures: before, check: _check, ...rest } = recorded
  const { measures: after, check: _same, ...restNow } = now
  return [...differences(check, rest, restNow), ...differences(check, before, after, 'measures.')]
}

/** Of what was read only the names of fields are told. */
function fieldDrift(recorded: Decision, now: Decision): readonly Drift[] {
  const told = differences('document', { ...recorded.document?.fields }, { ...now.document?.fields })
  return told.map(({ of, what }) => ({ of, what }))
}

function differences(of: string, recorded: object, now: object, prefix = ''): readonly Drift[] {
  const [before, after] = [new Map(Object.entries(recorded)), new Map(Object.entries(now))]
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)))
    .map((name) => ({ of, what: `${prefix}${name}`, recorded: before.get(name), now: after.get(name) }))
}
