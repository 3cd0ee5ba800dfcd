import { type Challenge, DEFAULT_POLICY, type Frame, planFor, verify } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import {
  attacks,
  createPuppet,
  demoStill,
  type PosingPerson,
  posingPerson,
  puppetTarget,
  seeded,
  type Target,
  usualCircumstances,
} from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

/** All that a challenge holds, in little time: every frame is rendered here. */
const CHALLENGE: Challenge = {
  id: 'c1',
  steps: [
    { action: 'turn-left', startMs: 800, endMs: 2600 },
    { action: 'nearer', startMs: 2900, endMs: 4000 },
  ],
  flashes: (['red', 'blue', 'yellow', 'cyan'] as const).map((colour, index) => ({
    colour,
    startMs: 4300 + 380 * index,
    endMs: 4680 + 380 * index,
  })),
  totalMs: 6000,
}

const pictures = createPictures()
let tools: Awaited<ReturnType<typeof openTools>>
let target: Target
let captured: readonly Frame[]

beforeAll(async () => {
  tools = await openTools()
  const pose = async (name: 'bea' | 'dora'): Promise<PosingPerson> =>
    posingPerson(await createPuppet(await demoStill(name, pictures), tools), tools)
  const circumstances = usualCircumstances(seeded(3))
  const drawn = puppetTarget(await pose('bea'), CHALLENGE, { seed: 3, circumstances, stranger: await pose('dora') })
  captured = drawn.captured()
  target = { ...drawn, captured: () => captured }
}, 120_000)
afterAll(async () => tools.models.close())

async function judge(frames: readonly Frame[], attributesAsked = false) {
  const face = { challenge: CHALLENGE, frames }
  const {
    outcome,
    findings,
    face: summary,
    models,
  } = await verify(
    planFor('FACE_LIVENESS', DEFAULT_POLICY),
    { pages: [], face, attributesAsked, judgedOn: '2026-01-01' },
    tools,
  )
  const against = findings.filter((finding) => finding.outcome !== 'passed')
  return {
    outcome,
    findings,
    attributes: summary?.attributes,
    networks: models.map(({ id }) => id),
    checks: against.map(({ check }) => check),
    reasons: against.flatMap(({ reasons }) => reasons),
  }
}

function attack(kind: string): readonly Frame[] {
  return [...(attacks.get(kind)?.present(target, seeded(5)).frames ?? [])]
}

describe('the live face checks', () => {
  it('pass a person who does what is asked before a screen that flashes, and find the same each time', async () => {
    const [first, second] = [await judge(captured), await judge(captured, true)]
    expect(first).toMatchObject({ outcome: 'passed', reasons: [] })
    expect(second.findings).toEqual(first.findings)
    expect([first.attributes, second.attributes?.sex]).toEqual([undefined, 'female'])
    expect(second.networks.filter((id) => !first.networks.includes(id))).toEqual([tools.models.faceAttributes?.id])
  }, 120_000)

  it('do not pass frames from which no light comes back, and say that it was too weak', async () => {
    const { outcome, checks, reasons } = await judge(attack('inject_noflash'))
    expect({ outcome, checks, reasons }).toEqual({
      outcome: 'not-passed',
      checks: ['screen-light'],
      reasons: ['light-too-weak'],
    })
  }, 120_000)

  it('tell a person who becomes another half-way, and frames that are shown twice under fresh noise', async () => {
    expect((await judge(attack('spliced'))).reasons).toContain('face-changed')
    expect((await judge(attack('repeated_noise'))).reasons).toContain('frames-repeated')
  }, 120_000)

  it('see that a bent print is no head', async () => {
    const { outcome, checks } = await judge(attack('printbend'))
    expect(outcome).toBe('not-passed')
    expect(checks).toContain('depth-on-turn')
  }, 120_000)
})
