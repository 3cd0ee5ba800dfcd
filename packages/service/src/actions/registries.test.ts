import { DEFAULT_POLICY, products } from '@bonafide/engine'
import { operations } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { policyOf } from '../flow/tenant-policy.ts'
import { entries as actions } from './index.gen.ts'
import { entries as projections } from './results/index.gen.ts'

describe('the registries', () => {
  it('have an action for every operation of the protocol, and none besides', () => {
    expect(actions.map((action) => action.operation.name).sort()).toEqual(operations.map(({ name }) => name).sort())
  })

  it('have a projection for every product that a client takes part in, and none besides', () => {
    const codes = [...products.values()].filter(({ steps }) => steps.length > 0).map(({ code }) => code)
    expect(projections.map(({ product }) => product).sort()).toEqual(codes.sort())
  })
})

describe('the policy of a tenant', () => {
  const tenant = (policy: Record<string, number>) => ({
    settings: { iframeParents: [], returnAddresses: [], policy, retentionDays: 30 },
  })

  it('is the default with what the tenant overrides, under an id that says so', () => {
    expect(policyOf(tenant({}))).toBe(DEFAULT_POLICY)
    expect(policyOf(tenant({ portraitMatchScore: 70, unknown: 1 }))).toEqual({
      ...DEFAULT_POLICY,
      portraitMatchScore: 70,
      id: `${DEFAULT_POLICY.id}+portraitMatchScore=70`,
    })
  })
})
