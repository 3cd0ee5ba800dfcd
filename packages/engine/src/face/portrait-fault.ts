import type { Reason } from '../verification/reasons.ts'
import type { FaceDescription, FaceFault } from './face-description.ts'

/** What a document's portrait cannot be compared for, and what it is called. */
const FAULTS = [
  ['too-small', 'portrait-missing'],
  ['eyes-hidden', 'portrait-eyes-hidden'],
] as const satisfies readonly (readonly [FaceFault, Reason])[]

/**
 * Why a document's portrait cannot be compared; undefined where it can. Nothing else counts: a ghost image beside it is a
 * second face on many documents, and print is soft.
 */
export function portraitFault(portrait: FaceDescription | undefined): (typeof FAULTS)[number][1] | undefined {
  if (portrait === undefined) return 'portrait-missing'
  return FAULTS.find(([fault]) => portrait.quality.reasons.includes(fault))?.[1]
}
