import { invalidParameter } from '@bonafide/protocol'
import type { RegistrationOutcome } from '../../ports/face-groups.ts'
import { unknownGroup } from './require-group.ts'

/** Throws what a registration was refused for; `groupParameter` is where the group was named. */
export function requireRegistered(outcome: RegistrationOutcome, groupParameter: string): void {
  if (outcome === 'user-exists') throw userExists()
  if (outcome === 'no-group') throw unknownGroup(groupParameter)
  if (outcome === 'full') throw invalidParameter(groupParameter, 'The face group is full.')
}

export function userExists() {
  return invalidParameter('MerchantUserId', 'This user is registered in the face group already.')
}
