import type { Decision } from '@bonafide/engine'
import type { Judge } from '@bonafide/service'

/** A genuine person with a good passport. */
const PASSED: Decision = {
  outcome: 'passed',
  policyId: 'default-1',
  models: [],
  findings: [{ check: 'portrait-match', outcome: 'passed', reasons: [], score: 91.4, measures: {}, regions: [] }],
  document: {
    type: 'GLB03002',
    fields: {
      documentCode: 'P',
      issuingState: 'UTO',
      surname: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      documentNumber: 'L898902C3',
      nationality: 'UTO',
      birthDate: '1974-08-12',
      sex: 'F',
      expiryDate: '2031-04-15',
    },
  },
  face: { attack: false, comparisonScore: 91.4, qualityScore: 80 },
}

/** Passes everything at once: these tests are about the wire, not about pictures. */
export function createTestJudge(): Judge {
  const picture = new TextEncoder().encode('a picture')
  return {
    tellsLivingFaces: false,
    judge: async () => ({
      decision: PASSED,
      faceJpeg: picture,
      portraitJpeg: picture,
      pageJpegs: [{ page: '01', jpeg: picture }],
      stageMs: {},
    }),
    judgePictures: async () => PASSED,
    readDocument: async ({ judgedOn }) => ({ reading: PASSED.document ?? { fields: {} }, models: [], judgedOn }),
    inspectFace: async () => ({ facesSeen: 1, width: 480, height: 640, usable: true }),
    describeFace: async () => ({ facesSeen: 0 }),
    close: async () => undefined,
  }
}
