import { describe, expect, it } from 'vitest'
import { createCustody } from '../custody/custody.ts'
import { sealJson } from './sealed-json.ts'
import { openDecision, openPreparedAnswer, type StoredDecision, sealDecision } from './stored-decision.ts'

const custody = createCustody(new Uint8Array(32).fill(7))
const tenant = { id: 'acme', wrappedKey: custody.newTenantKey('acme') }
const vault = custody.open(tenant, { id: 'tx-1', wrappedKey: custody.create(tenant, 'tx-1') })

const decision: StoredDecision = {
  outcome: 'passed',
  policyId: 'default-1',
  findings: [{ check: 'names\n"{}', outcome: 'passed', reasons: [], measures: { apart: 0 }, regions: [] }],
  models: [],
}
const answer = { Passed: 'Y', SubCode: '200', ExtBasicInfo: '{"certName":"A\\nB \u2028"}', ExtInfo: 'line\nfeed' }

describe('a stored decision', () => {
  it('opens whole, and its answer alone, whatever line feeds are in either', () => {
    const sealed = sealDecision(vault, decision, answer)
    expect(openDecision(vault, sealed)).toEqual(decision)
    expect(openPreparedAnswer(vault, sealed)).toEqual(answer)
  })

  it('is one JSON object, so that the version before reads it while both run side by side', () => {
    const plain = new TextDecoder().decode(vault.open('decision', sealDecision(vault, decision, answer)))
    expect(JSON.parse(plain)).toEqual({ answer, ...decision })
  })

  it('of the version before opens, and has no prepared answer', () => {
    const sealed = sealJson(vault, 'decision', decision)
    expect(openDecision(vault, sealed)).toEqual(decision)
    expect(openPreparedAnswer(vault, sealed)).toBeUndefined()
  })
})
