import { z } from 'zod'
import { openLink, sealLink } from '../custody/sealed-link.ts'
import type { FlowTools } from '../flow/tools.ts'
import type { FaceRecord } from '../ports/face-groups.ts'
import { openPicture } from './seal-face.ts'

const link = z.object({ tenantId: z.string(), groupId: z.number(), faceId: z.string() })

/** An address that shows the picture of a face record to whoever has it, for 15 minutes. */
export function faceAddress(
  { tenantId, groupId, record }: { readonly tenantId: string; readonly groupId: number; readonly record: FaceRecord },
  tools: Pick<FlowTools, 'keys' | 'clock' | 'settings'>,
): string {
  const names: z.infer<typeof link> = { tenantId, groupId, faceId: record.faceId }
  return `${tools.settings.publicUrl}/faces/${sealLink('face-link', names, tools)}`
}

/** The JPEG behind such an address; undefined when it is not valid any more, or the record is gone. */
export async function pictureBehind(
  text: string,
  tools: Pick<FlowTools, 'keys' | 'clock' | 'store' | 'blobs'>,
): Promise<Uint8Array | undefined> {
  const { keys, clock, store } = tools
  const names = openLink('face-link', text, link, { installation: keys.installation, now: clock.now() })
  if (names === undefined) return undefined
  const tenant = await store.findTenant(names.tenantId)
  const { records } = await store.findFaces({ id: names.groupId }, { faceId: names.faceId }, { offset: 0, limit: 1 })
  const [record] = records
  return tenant === undefined || record === undefined ? undefined : openPicture(record, tenant, tools)
}
