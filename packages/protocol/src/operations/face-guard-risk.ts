import { choice, text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** What the device is worth that a device token stands for. A token that is none is no error: it is one of the tags. */
export default defineOperation({
  name: 'FaceGuardRisk',
  product: 'FACE_GUARD',
  parameters: {
    ProductCode: choice(['FACE_GUARD', 'FACE_GUARD_PRO'], {}),
    DeviceToken: text({ max: 4096 }),
    /** The MerchantBizId that Initialize was given; compared where it is named, under either name. */
    BizId: text({ max: 64 }),
    MerchantBizId: text({ max: 64 }),
    /** Undocumented upstream: read and not used. */
    Type: text({ max: 64 }),
  },
  answer: {
    Result: { TransactionId: 'string', GuardRiskScore: 'number', RiskTags: 'string', RiskExtends: 'string' },
  },
})
