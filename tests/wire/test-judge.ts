import type { Judge } from '@bonafide/service'
import { PASSED } from '../../packages/service/test/fake-judge.ts'

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
