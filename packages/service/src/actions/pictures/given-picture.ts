import { ApiError, invalidParameter } from '@bonafide/protocol'
import { PictureNotFetched } from '../../ports/pictures.ts'
import { takeUpload } from '../../uploads/receive-upload.ts'
import type { ActionContext } from '../define-action.ts'

/** The ways in which one picture may come, with the parameter that each is given by. */
export interface PictureSources {
  readonly file?: readonly [name: string, address: string | undefined]
  readonly base64: Uint8Array | undefined
  readonly url: readonly [name: string, address: string | undefined]
}

/** The bytes of a picture, however it was given; an uploaded file stands above the rest. Undefined when it was not. */
export async function givenPicture(sources: PictureSources, context: ActionContext): Promise<Uint8Array | undefined> {
  const [fileName, file] = sources.file ?? []
  if (fileName !== undefined && file !== undefined) return uploadedPicture(fileName, file, context)
  if (sources.base64 !== undefined) return sources.base64
  const [urlName, url] = sources.url
  return url === undefined ? undefined : remotePicture(urlName, url, context)
}

/** What the official clients uploaded and now name by its address. Nothing is fetched: it lies here. */
async function uploadedPicture(name: string, address: string, { tenant, tools }: ActionContext): Promise<Uint8Array> {
  const { uploadHost } = tools.settings
  const [, host, key] = /^https?:\/\/([^/]+)\/([A-Za-z0-9_]{1,64})$/.exec(address) ?? []
  const own = uploadHost !== undefined && host === uploadHost && key !== undefined
  const bytes = own ? await takeUpload(tenant, key, tools) : undefined
  if (bytes === undefined)
    throw invalidParameter(name, 'No file was uploaded under this address, or it was used before.')
  return bytes
}

async function remotePicture(name: string, address: string, { tools }: ActionContext): Promise<Uint8Array> {
  try {
    return await tools.pictures.fetch(address)
  } catch (error) {
    if (!(error instanceof PictureNotFetched)) throw error
    if (error.code === 'form') throw invalidParameter(name, 'Pictures are fetched by https on port 443 only.')
    throw new ApiError(error.code === 'too-large' ? 'ToolargeImage' : 'DownloadTimeout', { parameter: name })
  }
}
