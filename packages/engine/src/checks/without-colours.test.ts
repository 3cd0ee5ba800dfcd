import { describe, expect, it } from 'vitest'
import { drawnTrack } from '../../test/drawn-mesh.ts'
import { ORDINARY_BROWSERS } from '../../test/ordinary-browsers.ts'
import type { DeviceEvidence, DeviceReport } from '../device/device-report.ts'
import type { Tools } from '../ports.ts'
import type { Challenge } from '../verification/challenge.ts'
import { outcomeOf } from '../verification/decide.ts'
import type { Evidence } from '../verification/evidence.ts'
import type { Examination } from '../verification/examination.ts'
import { DEFAULT_POLICY } from '../verification/policy.ts'
import { checksById } from './checks-by-id.ts'

const NO_COLOURS: Challenge = { id: 'c', steps: [], flashes: [], totalMs: 3000 }
const NO_TOOLS: Tools = {
  get models(): never {
    throw new Error('neither check looks at a picture here')
  },
}

/** What the two checks that can stop a perfect replay say of a clip without colours; nothing about it is wrong. */
async function outcomeBehind(device: DeviceEvidence | undefined) {
  const evidence: Evidence = { pages: [], judgedOn: '2026-11-26', ...(device === undefined ? {} : { device }) }
  const unused = () => Promise.reject(new Error('not asked for by these checks'))
  const examination: Examination = {
    evidence,
    document: unused,
    documentPages: unused,
    faceTrack: () => Promise.resolve(drawnTrack(NO_COLOURS, () => ({}))),
    smallFrames: unused,
    portrait: unused,
    reference: unused,
  }
  const asked = ['screen-light', 'device-risk']
    .map((id) => checksById.get(id))
    .filter((check) => check !== undefined && (check.isAsked?.(evidence) ?? true))
  return outcomeOf(await Promise.all(asked.flatMap((check) => check?.run(examination, DEFAULT_POLICY, NO_TOOLS) ?? [])))
}

/** Safe mode, with a page whose face came from this camera. */
function safeMode(camera: Partial<NonNullable<DeviceReport['camera']>>): DeviceEvidence {
  const report: DeviceReport = ORDINARY_BROWSERS['Chrome on Android']
  if (report.camera === undefined) throw new Error('the ordinary browser has a camera')
  const seen = { ...report, camera: { ...report.camera, ...camera } }
  return { decides: true, claims: {}, steps: [{ token: 'good', needsCamera: true, report: seen }] }
}

describe('a replay or injection that obeys, where no colours are asked for', () => {
  it('ends with a person who decides', async () => {
    expect(await outcomeBehind(undefined)).toBe('review')
    expect(await outcomeBehind({ ...safeMode({}), decides: false })).toBe('review')
  })

  it('does not pass in safe mode through a camera that is none', async () => {
    expect(await outcomeBehind(safeMode({ label: 'OBS Virtual Camera' }))).toBe('not-passed')
    expect(await outcomeBehind(safeMode({ source: 'test' }))).toBe('not-passed')
  })

  it('passes in safe mode where the browser vouches for its camera, which a page that lies can do', async () => {
    expect(await outcomeBehind(safeMode({}))).toBe('passed')
  })
})
