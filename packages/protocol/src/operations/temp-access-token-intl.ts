import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** A key for an hour with which pictures may be sent as objects (server-apis section 5). */
export default defineOperation({
  name: 'TempAccessTokenIntl',
  parameters: {
    // What it means upstream is not documented; here the names of the objects begin with it.
    Type: text({ in: 'form', max: 32, pattern: /^[A-Za-z0-9_-]+$/ }),
  },
  answer: {
    Data: {
      AccessKeyId: 'string',
      AccessKeySecret: 'string',
      SecurityToken: 'string',
      BucketName: 'string',
      FileNamePrefix: 'string',
      OssEndPoint: 'string',
    },
  },
})
