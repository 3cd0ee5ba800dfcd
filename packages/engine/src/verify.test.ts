import { describe, expect, it } from 'vitest'
import type { Network, Tools } from './ports.ts'
import { type Check, defineCheck } from './verification/check.ts'
import { makeFinding } from './verification/make-finding.ts'
import { DEFAULT_POLICY } from './verification/policy.ts'
import { verify } from './verify.ts'

const network: Network = { id: 'n', sha256: '00', run: async () => [] }
const tools: Tools = {
  models: {
    faceDetector: network,
    faceMesh: network,
    faceEyes: network,
    faceEmbedder: network,
    mrzReader: network,
    textDetector: network,
    textReader: { ...network, characters: [] },
  },
}
const EVIDENCE = { pages: [], judgedOn: '2026-11-23' }

function check(id: string, run: Check['run'], stopsOnFailure = false): Check {
  return defineCheck({ id, needs: [], reasons: [], stopsOnFailure, run })
}
const passing = (id: string) => check(id, async () => makeFinding(id, 'passed', []))
const failing = (id: string, stops = false) =>
  check(id, async () => makeFinding(id, 'failed', ['document-expired']), stops)

const run = (checks: readonly Check[], given = tools) => verify({ checks, policy: DEFAULT_POLICY }, EVIDENCE, given)

describe('verify', () => {
  it('runs the checks in their order and passes when all passed', async () => {
    const decision = await run([passing('a'), passing('b')])
    expect(decision.findings.map((finding) => finding.check)).toEqual(['a', 'b'])
    expect(decision).toMatchObject({ outcome: 'passed', policyId: DEFAULT_POLICY.id })
    expect(decision.reason).toBeUndefined()
  })

  it('goes on after a failure, unless the check says that the rest is pointless', async () => {
    expect((await run([failing('a'), passing('b')])).findings).toHaveLength(2)
    expect((await run([failing('a', true), passing('b')])).findings).toHaveLength(1)
  })

  it('turns a check that throws into a finding that does not pass, and tells who wants to know', async () => {
    const problems: unknown[] = []
    const broken = check('broken', async () => Promise.reject(new Error('disk on fire')))
    const decision = await run([broken, passing('b')], {
      ...tools,
      onProblem: (id, error) => problems.push([id, String(error)]),
    })
    expect(decision).toMatchObject({ outcome: 'not-passed', reason: 'system-error' })
    expect(JSON.stringify(decision)).not.toContain('fire')
    expect(problems).toEqual([['broken', 'Error: disk on fire']])
  })

  it('passes nobody without checks', async () => {
    expect((await run([])).outcome).toBe('not-passed')
  })

  it('does not pass a check whose evidence is not there', async () => {
    const looksAtFace = check('face', async (examination) =>
      makeFinding('face', (await examination.faceTrack()) ? 'passed' : 'failed', []),
    )
    expect(await run([looksAtFace])).toMatchObject({ outcome: 'not-passed', reason: 'system-error' })
  })
})
