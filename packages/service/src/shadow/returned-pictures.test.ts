import { describe, expect, it } from 'vitest'
import { returnedPictures, withoutPictures } from './returned-pictures.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const bytes = (text: string) => new TextEncoder().encode(text)
const resultOf = (id: object, face: object = {}) => ({
  RequestId: 'R',
  Result: { Passed: 'Y', ExtIdInfo: JSON.stringify(id), ExtFaceInfo: JSON.stringify(face) },
})

describe('the pictures of a result', () => {
  it.each([
    ['list A', { idImage: base64('front'), idBackImage: base64('back') }],
    ['list B', { ocrIdInfoData: { '01': { idImage: base64('front') }, '02': { idImage: base64('back') } } }],
    ['the first generation', { frontPageImg: base64('front'), backPageImg: base64('back') }],
  ])('are found where products of %s have them', (_, id) => {
    expect(returnedPictures(resultOf(id, { faceImg: base64('face') }))).toEqual({
      front: bytes('front'),
      back: bytes('back'),
      face: bytes('face'),
    })
  })

  it('are none where the answer holds something else', () => {
    expect(returnedPictures(resultOf({ idImage: 7, ocrIdInfoData: 'x' }, { faceImg: '***' }))).toEqual({})
    expect(returnedPictures({ Code: 'ProcessNotCompleted' })).toEqual({})
  })

  it('are taken out, and every text without one stays as it came', () => {
    const body = resultOf({ ocrIdInfoData: { '01': { idImage: base64('front'), surname: 'A' } } }, { facePassed: 'Y' })
    const spaced = { ...body, Result: { ...body.Result, ExtFaceInfo: '{ "facePassed" : "Y", "score": 1.0 }' } }
    expect(withoutPictures(spaced)).toEqual({
      RequestId: 'R',
      Result: {
        Passed: 'Y',
        ExtIdInfo: '{"ocrIdInfoData":{"01":{"surname":"A"}}}',
        ExtFaceInfo: '{ "facePassed" : "Y", "score": 1.0 }',
      },
    })
    const refusal = { Code: 'ProcessNotCompleted' }
    expect(withoutPictures(refusal)).toBe(refusal)
  })
})
