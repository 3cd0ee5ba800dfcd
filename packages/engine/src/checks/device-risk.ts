import type { DeviceEvidence } from '../device/device-report.ts'
import { judgeDevice } from '../device/judge-device.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

const NOTHING: DeviceEvidence = { decides: true, claims: {}, steps: [] }

/** The browser that took the evidence is one, and its camera is a camera. Decides only where it was asked to. */
export default defineCheck({
  id: 'device-risk',
  needs: [],
  reasons: ['device-rejected', 'device-doubtful'],
  stopsOnFailure: false,
  isAsked: ({ device }) => device?.decides === true,
  run: async ({ evidence: { device = NOTHING } }, { threats: weights }) => {
    const { decision, score: risk } = judgeDevice(device, weights)
    const measures = { risk }
    if (decision === 'reject') return makeFinding('device-risk', 'failed', ['device-rejected'], { measures })
    if (decision === 'review') return makeFinding('device-risk', 'review', ['device-doubtful'], { measures })
    return makeFinding('device-risk', 'passed', [], { measures })
  },
})
