import { z } from 'zod'
import type { Custody, Vault } from '../custody/custody.ts'
import { SealBroken } from '../custody/sealed-bytes.ts'
import { type FlowTools, minutesAfter } from '../flow/tools.ts'
import type { Tenant } from '../ports/store.ts'

/** As long as the links of the API are good (server-apis section 5). */
const LINK_MINUTES = 15
const LINK_SEAL = 'object-link'

/** Where an object of the account may be fetched from until a moment. */
export interface ObjectLink {
  readonly tenantId: string
  readonly uploadId: string
  readonly validUntil: Date
}

const link = z.object({ tenantId: z.string(), uploadId: z.string(), validUntil: z.coerce.date() })

/**
 * The upload that an object's name stands for. Names are the caller's and may say something about a person, so nothing
 * keeps them: the id follows from the name by a key of the account.
 */
export function uploadIdOf(tenant: Tenant, objectName: string, keys: Custody): string {
  return `obj_${keys.tenant(tenant).mac('object-name', objectName).slice(0, 32)}`
}

/** The bucket and the endpoint that make up the upload host, as the official clients join them. */
export function splitUploadHost(uploadHost: string): { readonly bucket: string; readonly endpoint: string } {
  const dot = uploadHost.indexOf('.')
  return { bucket: uploadHost.slice(0, dot), endpoint: uploadHost.slice(dot + 1) }
}

/** An address that shows the object to whoever has it, for 15 minutes. */
export function objectAddress(
  { tenantId, uploadId }: Omit<ObjectLink, 'validUntil'>,
  { keys, clock, settings }: Pick<FlowTools, 'keys' | 'clock' | 'settings'>,
): string {
  const value: ObjectLink = { tenantId, uploadId, validUntil: minutesAfter(clock.now(), LINK_MINUTES) }
  const sealed = keys.installation.seal(LINK_SEAL, new TextEncoder().encode(JSON.stringify(value)))
  return `${settings.publicUrl}/objects/${Buffer.from(sealed).toString('base64url')}`
}

/** Undefined when the text is none of ours, or its time is over. */
export function readObjectLink(text: string, installation: Vault, now: Date): ObjectLink | undefined {
  try {
    const opened = installation.open(LINK_SEAL, new Uint8Array(Buffer.from(text, 'base64url')))
    const value = link.parse(JSON.parse(new TextDecoder().decode(opened)))
    return value.validUntil > now ? value : undefined
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
