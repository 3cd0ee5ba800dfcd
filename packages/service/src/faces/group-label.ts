import type { Vault } from '../custody/custody.ts'
import { openJson, sealJson } from '../flow/sealed-json.ts'
import type { FaceGroup } from '../ports/face-groups.ts'

/** What people call a group. */
export interface GroupLabel {
  readonly name: string
  readonly description: string
}

/** Seals a label with the tenant's vault; it opens for the group of this code only. */
export function sealLabel(vault: Vault, code: string, label: GroupLabel): Uint8Array {
  return sealJson(vault, labelField(code), label)
}

export function openLabel(vault: Vault, { code, sealedLabel }: FaceGroup): GroupLabel {
  return openJson<GroupLabel>(vault, labelField(code), sealedLabel)
}

/** The field of a tenant's vault that the label of the group with this code is sealed under. */
export function labelField(code: string): string {
  return `face-group/${code}`
}
