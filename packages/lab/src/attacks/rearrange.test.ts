import type { Frame } from '@bonafide/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blendFrames, repeatFrames, reverseFrames, spliceFrames } from './rearrange.ts'

const clips = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 12 })
  .map((values) => values.map(frame))

function frame(value: number, index: number): Frame {
  return { atMs: index * 100, picture: { width: 1, height: 1, data: Uint8Array.of(value, value, value) } }
}

const values = (frames: readonly Frame[]) => frames.map(({ picture }) => picture.data[0])

describe('rearranged frames', () => {
  it('keep the times of the capture', () => {
    fc.assert(
      fc.property(clips, (frames) => {
        const times = frames.map(({ atMs }) => atMs)
        for (const rearrange of [repeatFrames, blendFrames, reverseFrames]) {
          expect(rearrange(frames).map(({ atMs }) => atMs)).toEqual(times)
        }
        expect(spliceFrames(frames, frames, 3)).toEqual(frames)
      }),
    )
  })

  it('repeat every second one, byte for byte', () => {
    fc.assert(
      fc.property(clips, (frames) => {
        const repeated = values(repeatFrames(frames))
        expect(repeated).toEqual(repeated.map((_, index) => values(frames)[index - (index % 2)]))
      }),
    )
  })

  it('lie halfway between their neighbours where they are blended, and are the capture elsewhere', () => {
    const blended = values(blendFrames([10, 99, 30, 0, 50, 7].map(frame)))
    expect(blended).toEqual([10, 20, 30, 40, 50, 7])
  })

  it('are the capture again when they are reversed twice', () => {
    fc.assert(
      fc.property(clips, (frames) => {
        expect(reverseFrames(reverseFrames(frames))).toEqual(frames)
      }),
    )
  })

  it('show the other person from the splice on', () => {
    expect(values(spliceFrames([1, 2, 3, 4].map(frame), [9, 8, 7, 6].map(frame), 2))).toEqual([1, 2, 7, 6])
  })
})
