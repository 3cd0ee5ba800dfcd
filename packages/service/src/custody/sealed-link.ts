import { z } from 'zod'
import { type FlowTools, minutesAfter } from '../flow/tools.ts'
import type { Vault } from './custody.ts'
import { SealBroken } from './sealed-bytes.ts'

/** As long as the links of the API are good (server-apis section 5). */
const LINK_MINUTES = 15

/** What links are for; one that was made for one thing opens no other. */
export type LinkPurpose = 'object-link' | 'face-link' | 'clip-link'

const limited = z.object({ validUntil: z.coerce.date(), names: z.unknown() })

/** The last part of an address that shows something to whoever has it, for 15 minutes. It says nothing to anybody else. */
export function sealLink(
  purpose: LinkPurpose,
  names: object,
  { keys, clock }: Pick<FlowTools, 'keys' | 'clock'>,
): string {
  const text = JSON.stringify({ names, validUntil: minutesAfter(clock.now(), LINK_MINUTES) })
  return Buffer.from(keys.installation.seal(purpose, new TextEncoder().encode(text))).toString('base64url')
}

/** What a link names; undefined when the text is none of ours, of another purpose, or its time is over. */
export function openLink<Names>(
  purpose: LinkPurpose,
  text: string,
  schema: z.ZodType<Names>,
  { installation, now }: { readonly installation: Vault; readonly now: Date },
): Names | undefined {
  try {
    const opened = installation.open(purpose, new Uint8Array(Buffer.from(text, 'base64url')))
    const { names, validUntil } = limited.parse(JSON.parse(new TextDecoder().decode(opened)))
    return validUntil > now ? schema.parse(names) : undefined
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
