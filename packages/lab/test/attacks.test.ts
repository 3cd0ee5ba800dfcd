import { createHash } from 'node:crypto'
import type { Challenge, Frame, Picture } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import {
  attacks,
  clipTarget,
  createPuppet,
  demoStill,
  type PosingPerson,
  posingPerson,
  puppetTarget,
  StrangerMissing,
  seeded,
  type Target,
  USUAL_RATES,
  usualCircumstances,
} from '@bonafide/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTools } from './engine-tools.ts'

const pictures = createPictures()
let tools: Awaited<ReturnType<typeof openTools>>
let bea: PosingPerson
let dora: PosingPerson

beforeAll(async () => {
  tools = await openTools()
  const pose = async (name: 'bea' | 'dora') =>
    posingPerson(await createPuppet(await demoStill(name, pictures), tools), tools)
  bea = await pose('bea')
  dora = await pose('dora')
})
afterAll(async () => tools.models.close())

/** Red at the end, while the face is still at arm's length, so that strengths are what was said. */
const CHALLENGE: Challenge = {
  id: 'c1',
  steps: [{ action: 'turn-left', startMs: 400, endMs: 2400 }],
  flashes: [{ colour: 'red', startMs: 3000, endMs: 4000 }],
  totalMs: 3800,
}

/** A target whose capture has few frames, the first calm and the last lit: each is drawn here and takes its time. */
function target({ frames = 2, flashStrength = 0.3 } = {}): Target {
  const circumstances = { ...usualCircumstances(seeded(1)), flashStrength, lagMs: 100, unrest: 0 }
  const rates = { ...USUAL_RATES, maxFrames: frames }
  return puppetTarget(bea, CHALLENGE, { seed: 1, circumstances, rates, stranger: dora })
}

function present(kind: string, from: Target): readonly Frame[] {
  const attack = attacks.get(kind)
  if (attack === undefined) throw new RangeError(`there is no attack ${kind}`)
  return [...attack.present(from, seeded(5)).frames]
}

const ALL = [...attacks.keys()]

describe('an attack', () => {
  it.each(ALL)('%s shows as many frames as the capture, at its times, and the same for the same seed', (kind) => {
    const frames = present(kind, target())
    expect(frames.map(({ atMs }) => atMs)).toEqual(target().times)
    expect(frames).toHaveLength(2)
    expect(frames.every(({ picture }) => picture.width === 480 && picture.height === 640)).toBe(true)
    expect(hashes(present(kind, target()))).toEqual(hashes(frames))
  })

  it('is what the table of species says: those asked for by name are there, and each says what it leaves out', () => {
    for (const kind of ['print', 'printbend', 'eyeholes', 'replay', 'inject_noflash']) expect(ALL).toContain(kind)
    for (const { summary, limits } of attacks.values()) expect(summary.length * limits.length).toBeGreaterThan(0)
  })

  it('that shows a second person is refused without one', () => {
    const { stranger: _, ...alone } = target()
    expect(() => present('spliced', alone)).toThrow(StrangerMissing)
  })
})

describe('light on an attack', () => {
  /** By how much red grew on the face, as a share of the light. */
  const answer = (frames: readonly Frame[]) => {
    const [calm, lit] = [frames[0]?.picture, frames.at(-1)?.picture]
    return calm === undefined || lit === undefined ? 0 : (redOf(lit) / redOf(calm)) ** 2.2 - 1
  }
  it('comes back from the living person as strongly as it is', () => {
    const answers = [0.03, 0.1, 0.3].map((flashStrength) => answer(target({ flashStrength }).captured()))
    expect(answers[2]).toBeGreaterThan(2.2 * (answers[1] ?? 0))
    expect(answers[1]).toBeGreaterThan(2.2 * (answers[0] ?? 0))
    expect(answers[2]).toBeGreaterThan(0.15)
  })

  it('comes back from paper too, but not from a display, and not at all from injected frames', () => {
    const from = target()
    const living = answer(from.captured())
    for (const kind of ['print', 'printbend', 'eyeholes'])
      expect(answer(present(kind, from))).toBeGreaterThan(0.7 * living)
    expect(answer(present('replay', from))).toBeLessThan(0.25 * living)
    expect(Math.abs(answer(present('inject_noflash', from)))).toBeLessThan(0.02)
    expect(answer(present('inject_tint', from))).toBeGreaterThan(0.7 * living)
  })
})

describe('a given clip as a target', () => {
  it('is attacked without what it was not asked, and its colours are taken out of injected frames', async () => {
    const frames = target({ frames: 5, flashStrength: 1 }).captured()
    const from = await clipTarget({ challenge: CHALLENGE, frames }, tools, { seed: 3 })
    const [calm, lit] = [frames.findLastIndex(({ atMs }) => atMs <= 3000), frames.length - 1]
    const grows = (shown: readonly Frame[]) => redOf(shown[lit]?.picture) / redOf(shown[calm]?.picture)
    expect(from.times).toEqual(frames.map(({ atMs }) => atMs))
    expect(grows(frames)).toBeGreaterThan(1.15)
    expect(Math.abs(grows(present('inject_noflash', from)) - 1)).toBeLessThan(0.3 * (grows(frames) - 1))
    expect(present('eyeholes', from)).toHaveLength(frames.length)
  })
})

/** Mean red of the middle of the frame, where the face is. */
function redOf(picture: Picture | undefined): number {
  if (picture === undefined) return Number.NaN
  let sum = 0
  for (let row = 270; row < 360; row += 1) {
    for (let column = 200; column < 280; column += 1) sum += picture.data[(row * picture.width + column) * 3] ?? 0
  }
  return sum / (90 * 80)
}

function hashes(frames: readonly Frame[]): readonly string[] {
  return frames.map(({ picture }) => createHash('sha256').update(picture.data).digest('hex'))
}
