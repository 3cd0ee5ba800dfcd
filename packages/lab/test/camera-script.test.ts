import { type CameraClips, cameraScript, fileCamera } from '@bonafide/lab'
import { describe, expect, it } from 'vitest'

const frame = Uint8Array.from([0xff, 0xd8, 1, 0xff, 0xd9])
const clips: CameraClips = {
  width: 480,
  height: 640,
  framesPerSecond: 20,
  calm: { arm: [frame, frame], near: [frame] },
  litNear: [frame],
  actions: { arm: { 'turn-left': [frame], nearer: [frame] }, near: { 'open-mouth': [frame] } },
}

describe('the camera script', () => {
  it('is a program by itself: it parses and does nothing where there are no cameras', () => {
    const run = new Function('navigator', cameraScript({ clips, document: frame }))
    expect(() => run({})).not.toThrow()
  })

  it('replaces getUserMedia and refuses what is not a camera', async () => {
    const mediaDevices: { getUserMedia?: (constraints: object) => Promise<unknown> } = {}
    new Function('navigator', cameraScript({ clips }))({ mediaDevices })
    await expect(mediaDevices.getUserMedia?.({ audio: true })).rejects.toMatchObject({ name: 'NotFoundError' })
  })
})

describe('a file for a fake camera', () => {
  it('is one JPEG picture after the other', () => {
    expect([...fileCamera([frame, frame])]).toEqual([...frame, ...frame])
  })
})
