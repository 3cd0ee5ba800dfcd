import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import type { Replayed } from '../src/flow/replay-verification.ts'
import { createLog } from '../src/http/log.ts'
import { administer } from '../src/main.ts'
import { JudgingFailed } from '../src/ports/judge.ts'
import { PASSED } from './fake-judge.ts'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { verifyPerson } from './verify-person.ts'

const log = createLog('silent', { write: () => undefined })
const NETWORK = { id: 'embedder', sha256: 'aa' }
let test: TestService

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)
beforeEach(() => {
  test.judge.decide = () => ({ ...PASSED, models: [NETWORK] })
})

const ask = <T>(command: string, args: object) =>
  administer(readConfig({}, { dataDir: test.dataDir }).config, { command, args }, log) as Promise<T>
const replay = (id: string) => ask<Replayed>('replay', { id })

describe('a replay', () => {
  it('sends the same evidence, policy and day to the judge again, and finds nothing different', async () => {
    const id = await verifyPerson(test)
    const first = test.judge.requests.at(-1)
    test.advance(3 * 24 * 60 * 60 * 1000)
    expect(await replay(id)).toEqual({
      transactionId: id,
      result: 'equal',
      policyId: 'default-1',
      otherModels: [],
      drift: [],
    })
    expect(test.judge.requests.at(-1)).toEqual(first)
  })

  it('judges by the recorded policy when the tenant has another one by now', async () => {
    await ask('tenants.set', { id: 'default', policy: { portraitMatchScore: 75 } })
    test.judge.decide = ({ policy }) => ({ ...PASSED, policyId: policy.id })
    const id = await verifyPerson(test)
    await ask('tenants.set', { id: 'default', policy: { portraitMatchScore: 80 } })
    expect(await replay(id)).toMatchObject({ result: 'equal', policyId: 'default-1+portraitMatchScore=75' })
    expect(test.judge.requests.at(-1)?.policy.portraitMatchScore).toBe(75)
  })

  it('names every measure that moved, and of a document only the fields', async () => {
    const id = await verifyPerson(test)
    const findings = PASSED.findings.map((finding) => ({ ...finding, score: 90, measures: { distance: 0.4 } }))
    const fields = { ...PASSED.document?.fields, surname: 'ERIKSEN' }
    test.judge.decide = () => ({ ...PASSED, findings, models: [NETWORK], document: { fields } })
    const replayed = await replay(id)
    expect(replayed).toMatchObject({
      result: 'drift',
      drift: [
        { of: 'portrait-match', what: 'score', recorded: 91.44, now: 90 },
        { of: 'portrait-match', what: 'measures.distance', now: 0.4 },
        { of: 'document', what: 'surname' },
      ],
    })
    expect(JSON.stringify(replayed)).not.toMatch(/ERIKS/)
  })

  it('names both hashes of a network that is another one', async () => {
    const id = await verifyPerson(test)
    test.judge.decide = () => ({ ...PASSED, models: [{ ...NETWORK, sha256: 'bb' }] })
    expect(await replay(id)).toMatchObject({
      result: 'equal',
      otherModels: [{ id: 'embedder', recorded: 'aa', here: 'bb' }],
    })
  })

  it.each([
    ['Img', 'pictures-deleted'],
    ['Text', 'text-deleted'],
  ])('says that nothing can be judged when %s was deleted', async (DeleteType, why) => {
    const id = await verifyPerson(test)
    await test.call('DeleteVerifyResult', { TransactionId: id, DeleteType })
    expect(await replay(id)).toEqual({ transactionId: id, result: 'not-replayed', why })
  })

  it('says so for what is not decided, and knows no policy of another version', async () => {
    const begun = (await test.call('Initialize', ORDER)).body.Result?.['TransactionId'] ?? ''
    expect(await replay(begun)).toMatchObject({ why: 'not-decided' })
    test.judge.decide = () => ({ ...PASSED, policyId: 'default-0' })
    expect(await replay(await verifyPerson(test))).toMatchObject({ why: 'other-policy' })
    await expect(replay('nobody')).rejects.toMatchObject({ code: 'admin-refused' })
  })

  it('says so when it cannot be judged now', async () => {
    const id = await verifyPerson(test)
    test.judge.decide = () => {
      throw new JudgingFailed('judging-busy')
    }
    expect(await replay(id)).toEqual({ transactionId: id, result: 'not-replayed', why: 'judging-busy' })
  })

  it('lists what was decided since a day', async () => {
    const id = await verifyPerson(test)
    expect(await ask('replay.list', { since: '2020-01-01' })).toContain(id)
    expect(await ask('replay.list', { since: test.now().toISOString() })).toEqual([])
  })
})
