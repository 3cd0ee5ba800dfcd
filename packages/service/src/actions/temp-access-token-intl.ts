import { randomBytes } from 'node:crypto'
import { ApiError, parseParameters, tempAccessTokenIntl } from '@bonafide/protocol'
import { isTemporaryKeyId, lendTemporaryKey } from '../custody/temporary-keys.ts'
import { minutesAfter } from '../flow/tools.ts'
import { splitUploadHost } from '../uploads/objects.ts'
import { defineAction } from './define-action.ts'

/** As long as the vendor's temporary keys live unless they are asked for otherwise. */
const LIFE_MINUTES = 60

export default defineAction(tempAccessTokenIntl, async (params, { tenant, accessKeyId, tools, parsing }) => {
  const { Type } = parseParameters(tempAccessTokenIntl, params, parsing)
  const { uploadHost } = tools.settings
  if (uploadHost === undefined)
    throw new ApiError('Forbidden.AccountAccessDenied', { detail: 'No upload host is set.' })
  // It ends with the key that it is lent from, and a temporary one is not known any more tomorrow.
  if (isTemporaryKeyId(accessKeyId))
    throw new ApiError('Forbidden.RAMUserAccessDenied', { detail: 'A temporary key cannot ask for another.' })
  const prefix = `${Type === undefined ? '' : `${Type}/`}${randomBytes(16).toString('hex')}/`
  const key = lendTemporaryKey(
    {
      use: 'objects',
      prefix,
      tenantId: tenant.id,
      accessKeyId,
      validUntil: minutesAfter(tools.clock.now(), LIFE_MINUTES),
    },
    tools.keys.installation,
  )
  const { bucket, endpoint } = splitUploadHost(uploadHost)
  return { Data: { ...key, BucketName: bucket, FileNamePrefix: prefix, OssEndPoint: endpoint } }
})
