import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  type AntiSpoofNetwork,
  cropPicture,
  DEFAULT_POLICY,
  type Pictures,
  resizeArea,
  type Tensor,
} from '@bonafide/engine'
import { createPictures, PictureError } from '@bonafide/imaging'
import { type OpenModels, openModels, prepareModels } from '@bonafide/models-onnx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectFace, judgeEvidence, judgePictures } from '../src/judging/judge-evidence.ts'
import type { JudgeRequest } from '../src/ports/judge.ts'

const demo = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'demo')
const CHALLENGE = {
  id: 'challenge-1',
  steps: [{ action: 'turn-left', startMs: 500, endMs: 1400 }],
  flashes: [],
  totalMs: 2000,
} as const

describe('judging evidence with the real models', () => {
  let models: OpenModels
  let pictures: Pictures
  let still: Uint8Array
  beforeAll(async () => {
    models = await openModels(await prepareModels())
    pictures = createPictures()
    const group = await pictures.decode(await readFile(join(demo, 'sample1.jpg')))
    still = await pictures.encodeJpeg(resizeArea(group, 720, 480), 90)
  }, 120_000)
  afterAll(() => models?.close())

  function request(change: Partial<JudgeRequest['evidence']>, productCode = 'FACE_LIVENESS'): JudgeRequest {
    const frames = Array.from({ length: 10 }, (_, index) => ({ bytes: still, atMs: index * 200 }))
    const evidence = { pages: [], face: { challenge: CHALLENGE, frames }, judgedOn: '2026-03-01', ...change }
    return { productCode, policy: DEFAULT_POLICY, evidence }
  }

  it('does not pass a still picture, says why, and keeps the face as a JPEG beside the decision', async () => {
    const judged = await judgeEvidence(request({}), { models, pictures })
    expect(judged.decision).toMatchObject({ outcome: 'not-passed', reason: expect.any(String) })
    expect(judged.decision.face).not.toHaveProperty('picture')
    expect([...(judged.faceJpeg ?? []).slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect(judged.stageMs).toMatchObject({ decode: expect.any(Number), verify: expect.any(Number) })
    expect(judged.pageJpegs).toBeUndefined()
  })

  it('does not pass, and calls it a system error, when a network answers nothing or what is no number', async () => {
    for (const data of [new Float32Array(), new Float32Array(256).fill(Number.NaN)]) {
      const faceEmbedder = { ...models.faceEmbedder, run: async () => [{ dims: [2, data.length / 2], data }] }
      const { decision } = await judgeEvidence(request({}), { models: { ...models, faceEmbedder }, pictures })
      expect(decision).toMatchObject({ outcome: 'not-passed', reason: 'system-error' })
    }
  })

  describe('of one picture without a client', () => {
    let face: Uint8Array
    beforeAll(async () => {
      const group = await pictures.decode(await readFile(join(demo, 'sample1.jpg')))
      face = await pictures.encodeJpeg(cropPicture(group, { x: 1310, y: 60, width: 540, height: 620 }), 90)
    })

    const answering = (realScore: number): AntiSpoofNetwork => ({
      id: 'doubter',
      sha256: '00',
      minRealScore: 0.5,
      recipe: {
        sizePx: 16,
        cropScale: 1.5,
        channels: 'rgb',
        mean: [0, 0, 0],
        deviation: [1, 1, 1],
        activation: 'none',
        realIndex: 0,
      },
      run: async () => [{ dims: [1, 1], data: Float32Array.of(realScore) }],
    })
    const judge = (antiSpoof?: AntiSpoofNetwork, referenceFace = face) =>
      judgePictures(
        {
          productCode: 'FACE_LIVENESS_MIN',
          policy: DEFAULT_POLICY,
          evidence: { pages: [], referenceFace, judgedOn: '2026-03-01' },
        },
        { models: { ...models, ...(antiSpoof === undefined ? {} : { antiSpoof }) }, pictures },
      )

    it('says what the network of the operator says of the face', async () => {
      expect(await judge(answering(0.5))).toMatchObject({ outcome: 'passed' })
      expect(await judge(answering(0.49))).toMatchObject({ outcome: 'not-passed', reason: 'passive-suspicion' })
    })

    it('guesses age and sex where they are asked for, and describes the face no second time', async () => {
      let runs = 0
      const faceEmbedder = {
        ...models.faceEmbedder,
        run: (input: Tensor) => {
          runs += 1
          return models.faceEmbedder.run(input)
        },
      }
      const judge = (attributesAsked: boolean) => {
        const evidence = { pages: [], referenceFace: face, attributesAsked, judgedOn: '2026-03-01' }
        const request = { productCode: 'FACE_LIVENESS_MIN', policy: DEFAULT_POLICY, evidence }
        return judgePictures(request, { models: { ...models, faceEmbedder }, pictures })
      }
      expect(await judge(false)).not.toHaveProperty('face')
      const runsToDescribe = runs
      expect(await judge(true)).toMatchObject({
        face: { attack: false, attributes: { ageYears: expect.any(Number), sex: 'female' } },
      })
      expect(runsToDescribe).toBeGreaterThan(0)
      expect(runs).toBe(2 * runsToDescribe)
    })

    it('does not pass by a network that answers no number, nor a picture of many people or of nobody', async () => {
      expect(await judge(answering(Number.NaN))).toMatchObject({ outcome: 'not-passed', reason: 'system-error' })
      expect(await judge(answering(1), still)).toMatchObject({ outcome: 'not-passed', reason: 'reference-unusable' })
      const nobody = await pictures.encodeJpeg({ width: 300, height: 300, data: new Uint8Array(270_000).fill(99) }, 90)
      expect(await judge(answering(1), nobody)).toMatchObject({ outcome: 'not-passed', reason: 'no-face' })
    })
  })

  it('keeps each document page as a JPEG of its own making', async () => {
    const pages = [{ page: '01', bytes: still }] as const
    const judged = await judgeEvidence(request({ pages, documentType: 'GLB03002' }, 'eKYC_PRO'), { models, pictures })
    expect(judged.decision).toMatchObject({ outcome: 'not-passed' })
    expect(judged.decision.document ?? {}).not.toHaveProperty('portrait')
    expect(judged.pageJpegs?.map(({ page }) => page)).toEqual(['01'])
  })

  it('refuses evidence that cannot be decoded', async () => {
    const pages = [{ page: '01', bytes: new TextEncoder().encode('<svg/>') }] as const
    await expect(judgeEvidence(request({ pages }), { models, pictures })).rejects.toBeInstanceOf(PictureError)
    await expect(inspectFace(new Uint8Array(100), { models, pictures })).rejects.toBeInstanceOf(PictureError)
  })

  it('counts the faces of a picture', async () => {
    expect(await inspectFace(still, { models, pictures })).toMatchObject({ facesSeen: 3, usable: false, width: 720 })
    const grey = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(128) }
    expect(await inspectFace(await pictures.encodeJpeg(grey, 90), { models, pictures })).toMatchObject({
      facesSeen: 0,
      usable: false,
    })
  })
})
