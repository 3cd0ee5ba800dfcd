import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/**
 * Where the official clients may send a file before the call that names it (openapi-wire section 9). It belongs to
 * another API of the vendor, hence its version.
 */
export default defineOperation({
  name: 'AuthorizeFileUpload',
  version: '2019-12-19',
  parameters: { Product: text({ max: 64 }), RegionId: text({ max: 64 }) },
  answer: {
    AccessKeyId: 'string',
    Bucket: 'string',
    Endpoint: 'string',
    ObjectKey: 'string',
    EncodedPolicy: 'string',
    Signature: 'string',
    UseAccelerate: 'boolean',
  },
})
