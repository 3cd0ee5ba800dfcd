import { groupCode, merchantUser, pageAnswer, pageParameters } from './faces/parameters.ts'
import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Lists the faces of a group. */
export default defineOperation({
  name: 'QueryFaceRecord',
  parameters: {
    ...pageParameters,
    FaceGroupCode: groupCode({ required: true }),
    FaceId: text({ max: 64 }),
    MerchantUserId: merchantUser({}),
    RegistrationType: choice(['MANUAL', 'AUTO'], {}),
  },
  answer: {
    Items: [
      {
        Id: 'number',
        FaceId: 'string',
        MerchantUserId: 'string',
        RegistrationType: 'string',
        GmtCreate: 'string',
        ImgOssUrl: 'string',
      },
    ],
    ...pageAnswer,
  },
})
