import { groupCode, merchantUser } from './faces/parameters.ts'
import { defineOperation } from './operation.ts'

/** Deletes the faces of a user, in one group or in all of them. */
export default defineOperation({
  name: 'DeleteFaceRecordV2',
  parameters: { MerchantUserId: merchantUser({ required: true }), FaceGroupCode: groupCode({}) },
  answer: { Result: { Deleted: 'string', DeletedGroupCodes: 'string' } },
})
