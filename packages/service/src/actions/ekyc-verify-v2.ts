import { ekycVerifyV2, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { withDocumentRule } from './documents/document-rule.ts'
import { verifyEkyc } from './documents/verify-ekyc.ts'

const operation = withDocumentRule(ekycVerifyV2, 'eKYC_MIN', () => ({ parameter: 'DocType', page: '01' }))

export default defineAction(ekycVerifyV2, async (params, context) =>
  verifyEkyc(parseParameters(operation, params, context.parsing), 'EkycVerifyV2', context),
)
