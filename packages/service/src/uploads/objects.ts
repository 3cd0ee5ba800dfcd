import { z } from 'zod'
import type { Custody, Vault } from '../custody/custody.ts'
import { openLink, sealLink } from '../custody/sealed-link.ts'
import type { FlowTools } from '../flow/tools.ts'
import type { Tenant } from '../ports/store.ts'

const link = z.object({ tenantId: z.string(), uploadId: z.string() })

/** An object of the account. */
export type ObjectLink = z.infer<typeof link>

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
export function objectAddress(object: ObjectLink, tools: Pick<FlowTools, 'keys' | 'clock' | 'settings'>): string {
  return `${tools.settings.publicUrl}/objects/${sealLink('object-link', object, tools)}`
}

/** Undefined when the text is none of ours, or its time is over. */
export function readObjectLink(text: string, installation: Vault, now: Date): ObjectLink | undefined {
  return openLink('object-link', text, link, { installation, now })
}
