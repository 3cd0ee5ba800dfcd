import { initializeV2, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { beginVerification } from './initialize/begin-verification.ts'
import { productRules, requireProduct } from './initialize/product-rules.ts'

export default defineAction(initializeV2, async (params, context) => {
  const product = requireProduct(params)
  const operation = { ...initializeV2, rules: [...initializeV2.rules, ...productRules(product, context.tenant)] }
  return beginVerification({ product, values: parseParameters(operation, params, context.parsing), params }, context)
})
