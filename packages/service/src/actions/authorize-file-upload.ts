import { ApiError, authorizeFileUpload, parseParameters } from '@bonafide/protocol'
import { authorizeUpload } from '../uploads/authorize-upload.ts'
import { splitUploadHost } from '../uploads/objects.ts'
import { defineAction } from './define-action.ts'

const TRY_AGAIN_MS = 60_000

/** The first of the three requests by which the official clients send a file (openapi-wire section 9). */
export default defineAction(authorizeFileUpload, async (params, { tenant, accessKeyId, tools, parsing }) => {
  parseParameters(authorizeFileUpload, params, parsing)
  const { uploadHost } = tools.settings
  if (uploadHost === undefined)
    throw new ApiError('Forbidden.AccountAccessDenied', { detail: 'No upload host is set.' })
  const ticket = await authorizeUpload(tenant, tools)
  if (ticket === undefined) throw new ApiError('Throttling.User', { retryAfterMs: TRY_AGAIN_MS })
  const { bucket, endpoint } = splitUploadHost(uploadHost)
  return {
    AccessKeyId: accessKeyId,
    Bucket: bucket,
    Endpoint: endpoint,
    ObjectKey: ticket.key,
    EncodedPolicy: ticket.policy,
    Signature: ticket.signature,
    UseAccelerate: false,
  }
})
