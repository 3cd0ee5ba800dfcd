import { initialize, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { beginVerification } from './initialize/begin-verification.ts'
import { productRules, requireProduct } from './initialize/product-rules.ts'

export default defineAction(initialize, async (params, context) => {
  const product = requireProduct(params)
  const operation = { ...initialize, rules: [...initialize.rules, ...productRules(product, context.tenant)] }
  return beginVerification({ product, values: parseParameters(operation, params, context.parsing), params }, context)
})
