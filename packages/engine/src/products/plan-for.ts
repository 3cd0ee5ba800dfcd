import { checksById } from '../checks/checks-by-id.ts'
import type { EvidenceKind } from '../verification/check.ts'
import type { Policy } from '../verification/policy.ts'
import type { Product } from '../verification/product.ts'
import type { Plan } from '../verify.ts'
import { entries } from './index.gen.ts'

/** Every product by its code. */
export const products: ReadonlyMap<string, Product> = new Map(
  entries.map((product: Product) => [product.code, product]),
)

/** A product or a check of it does not exist: a mistake in code or configuration, never of a user. */
export class PlanError extends Error {
  readonly code = 'plan-invalid'
}

/**
 * The checks of a product, in order, with the thresholds of a policy. `without` names evidence that this verification was
 * asked for without; only what the product calls optional can be left out.
 */
export function planFor(productCode: string, policy: Policy, without: readonly EvidenceKind[] = []): Plan {
  const product = products.get(productCode)
  if (product === undefined) throw new PlanError(`There is no product ${productCode}`)
  const missing = without.find((kind) => !product.optionalEvidence?.includes(kind))
  if (missing !== undefined) throw new PlanError(`The product ${productCode} does not go without ${missing}`)
  const checks = product.checks.map((id) => {
    const check = checksById.get(id)
    if (check === undefined)
      throw new PlanError(`The product ${productCode} names the check ${id}, which does not exist`)
    return check
  })
  return { checks: checks.filter(({ needs }) => !needs.some((kind) => without.includes(kind))), policy }
}
