import { picture, text } from './kinds.ts'
import { defineOperation } from './operation.ts'
import { pictureIsGivenOnce, product } from './outside/parameters.ts'
import { pictureUrl } from './urls.ts'

/** Whether a person is who the Indonesian register knows under that number. Answered by an outside source (server-apis section 4). */
export default defineOperation({
  name: 'IdnAuthorityVerifyIntl',
  parameters: {
    ProductCode: product('IDN_META'),
    MerchantBizId: text({ required: true, max: 32, pattern: /^[A-Za-z0-9]+$/ }),
    MerchantUserId: text({ required: true, max: 64 }),
    SceneCode: text({ max: 10, pattern: /^[A-Za-z0-9_]+$/ }),
    FullName: text({ required: true, max: 128 }),
    BirthDate: text({ required: true, max: 16 }),
    IdNumber: text({ required: true, max: 64 }),
    Email: text({ required: true, max: 254 }),
    Mobile: text({ required: true, max: 16, pattern: /^\+62\d{9,11}$/ }),
    Timestamp: text({ required: true, max: 32 }),
    SourceFacePicture: picture({ in: 'form' }),
    SourceFacePictureUrl: pictureUrl({}),
    SourceFacePictureFile: pictureUrl({}),
  },
  rules: [pictureIsGivenOnce],
  answer: { Result: { TransactionId: 'string', Passed: 'string', SubCode: 'string', ExtSourceInfo: 'string' } },
})
