import type { Custody, Vault } from '../custody/custody.ts'
import { newId } from '../flow/random-ids.ts'
import type { Blobs } from '../ports/blobs.ts'
import type { FaceRecord, NewFaceRecord, RegistrationType } from '../ports/face-groups.ts'
import type { ModelTemplate } from '../ports/judge.ts'
import type { Tenant } from '../ports/store.ts'
import { FACE_ID } from './forget-faces.ts'

/** Fields that are sealed by the key of a face record; the picture's is also the name of its blob. */
const FIELDS = { template: 'template', user: 'user', picture: 'picture' } as const

export interface FaceToKeep {
  /** The face's own id stands where the merchant gave none. */
  readonly merchantUserId?: string | undefined
  readonly template: ModelTemplate
  readonly jpeg: Uint8Array
  readonly registration: RegistrationType
}

export interface SealedFace {
  readonly record: NewFaceRecord
  readonly picture: { readonly key: string; readonly sealed: Uint8Array }
}

/** A face under a key of its own: to destroy the record is to destroy template, picture and user id. */
export function sealFace(face: FaceToKeep, tenant: Tenant, keys: Custody, at: Date): SealedFace {
  const faceId = newId(FACE_ID)
  const wrappedKey = keys.create(tenant, faceId)
  const vault = keys.open(tenant, { id: faceId, wrappedKey })
  const merchantUserId = face.merchantUserId ?? faceId
  return {
    record: {
      faceId,
      wrappedKey,
      userMac: userMac(merchantUserId, tenant, keys),
      sealedUser: vault.seal(FIELDS.user, new TextEncoder().encode(merchantUserId)),
      sealedTemplate: vault.seal(FIELDS.template, bytesOf(face.template.values)),
      model: face.template.model,
      registration: face.registration,
      createdAt: at,
    },
    picture: { key: pictureKey(faceId), sealed: vault.seal(FIELDS.picture, face.jpeg) },
  }
}

/** What a merchant's user id is found by: the id itself is sealed. */
export function userMac(merchantUserId: string, tenant: Tenant, keys: Custody): string {
  return keys.tenant(tenant).mac('face-user', merchantUserId)
}

/** Another template for a record, under the key that it has. */
export function sealTemplate(values: Float32Array, record: FaceRecord, tenant: Tenant, keys: Custody): Uint8Array {
  return vaultOf(record, tenant, keys).seal(FIELDS.template, bytesOf(values))
}

export function openTemplate(record: FaceRecord, tenant: Tenant, keys: Custody): Float32Array {
  const bytes = vaultOf(record, tenant, keys).open(FIELDS.template, record.sealedTemplate)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getFloat32(4 * index, true))
}

export function openUser(record: FaceRecord, tenant: Tenant, keys: Custody): string {
  return new TextDecoder().decode(vaultOf(record, tenant, keys).open(FIELDS.user, record.sealedUser))
}

/** Undefined when a deletion took the picture meanwhile. */
export async function openPicture(
  record: FaceRecord,
  tenant: Tenant,
  { keys, blobs }: { readonly keys: Custody; readonly blobs: Blobs },
): Promise<Uint8Array | undefined> {
  const sealed = await blobs.get(pictureKey(record.faceId))
  return sealed === undefined ? undefined : vaultOf(record, tenant, keys).open(FIELDS.picture, sealed)
}

function pictureKey(faceId: string): string {
  return `${faceId}/${FIELDS.picture}`
}

function vaultOf({ faceId, wrappedKey }: FaceRecord, tenant: Tenant, keys: Custody): Vault {
  return keys.open(tenant, { id: faceId, wrappedKey })
}

/** Little-endian 32-bit floats, whatever machine writes them. */
function bytesOf(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length))
  values.forEach((value, index) => {
    view.setFloat32(4 * index, value, true)
  })
  return new Uint8Array(view.buffer)
}
