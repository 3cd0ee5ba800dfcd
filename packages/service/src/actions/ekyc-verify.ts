import { ekycVerify, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { withDocumentRule } from './documents/document-rule.ts'
import { verifyEkyc } from './documents/verify-ekyc.ts'

const operation = withDocumentRule(ekycVerify, 'eKYC_MIN', () => ({ parameter: 'DocType', page: '01' }))

export default defineAction(ekycVerify, async (params, context) =>
  verifyEkyc(parseParameters(operation, params, context.parsing), 'EkycVerify', context),
)
