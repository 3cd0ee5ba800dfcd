import type { ActionContext } from '../define-action.ts'
import { givenPicture } from '../pictures/given-picture.ts'
import type { GivenPicture } from './describe-picture.ts'

/** One picture as its three parameters gave it; the names of address and file follow from that of the Base64 text. */
export async function pictureOf(
  name: string,
  given: {
    readonly base64: Uint8Array | undefined
    readonly url: string | undefined
    readonly file?: string | undefined
  },
  context: ActionContext,
): Promise<GivenPicture> {
  const { base64, url, file } = given
  const sources = { base64, url: [`${name}Url`, url], file: [`${name}File`, file] } as const
  return { name, bytes: await givenPicture(sources, context) }
}
