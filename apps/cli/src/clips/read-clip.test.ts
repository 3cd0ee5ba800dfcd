import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClipError } from './clip-error.ts'
import { parseLabel } from './label.ts'
import { parseChallenge } from './parse-challenge.ts'
import { parseTimes } from './read-clip.ts'
import { splitPpm } from './read-video.ts'

describe('times.json', () => {
  it('lists pictures of its own folder with rising times', () => {
    expect(parseTimes('{"frames":[{"file":"1.jpg","atMs":0},{"file":"2.jpg","atMs":66.7}]}')).toHaveLength(2)
  })

  it('is refused when it leaves its folder, when times do not rise, and when it lists nothing', () => {
    const texts = [
      '{"frames":[{"file":"../1.jpg","atMs":0}]}',
      '{"frames":[{"file":"1.jpg","atMs":5},{"file":"2.jpg","atMs":5}]}',
      '{"frames":[]}',
      '[]',
    ]
    for (const text of texts) expect(() => parseTimes(text)).toThrow(ClipError)
  })

  it('never throws anything but its own error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          expect(parseTimes(text).length).toBeGreaterThan(0)
        } catch (error) {
          expect(error).toBeInstanceOf(ClipError)
        }
      }),
    )
  })
})

describe('the label of a clip', () => {
  const label = (events: unknown) => JSON.stringify({ kind: 'print', class: 'attack', fps: 10, frames: 60, events })

  it('turns asked events into windows, in order, and names what is not judged', () => {
    const { challenge, notJudged, attack } = parseLabel(
      'x',
      label([
        { action: 'flash:r', start: 40, end: 45 },
        { action: 'dance', start: 50, end: 55 },
        { action: 'yawLeft', start: 20, end: 30 },
        { action: 'mouth', start: 5, end: 10 },
      ]),
    )
    expect(challenge.steps).toEqual([
      { action: 'open-mouth', startMs: 500, endMs: 1000 },
      { action: 'turn-left', startMs: 2000, endMs: 3000 },
    ])
    expect(challenge.flashes).toEqual([{ colour: 'red', startMs: 4000, endMs: 4500 }])
    expect([notJudged, attack, challenge.totalMs]).toEqual([['dance'], true, 6000])
  })

  it('leaves out what was measured afterwards: nobody asked for it', () => {
    const { challenge, notJudged } = parseLabel('x', label([{ action: 'mouth', start: 5, end: 10, measured: true }]))
    expect([challenge.steps, notJudged]).toEqual([[], []])
  })

  it('is refused when it is of another form', () => {
    expect(() => parseLabel('x', '{"kind":"print"}')).toThrow(ClipError)
  })
})

describe('a challenge file', () => {
  it('is read as the service draws it, or as a label', () => {
    const drawn = { id: 'c', steps: [{ action: 'nod', startMs: 1, endMs: 2 }], flashes: [], totalMs: 3 }
    expect(parseChallenge('x', JSON.stringify(drawn))).toEqual(drawn)
    const label = { kind: 'a', class: 'bonafide', fps: 1, events: [{ action: 'nod', start: 1, end: 2 }] }
    expect(parseChallenge('x', JSON.stringify(label)).steps).toEqual([{ action: 'nod', startMs: 1000, endMs: 2000 }])
  })

  it('is refused when it asks for something unknown', () => {
    expect(() => parseChallenge('x', '{"steps":[{"action":"dance","startMs":0,"endMs":1}]}')).toThrow(ClipError)
  })
})

describe('splitPpm', () => {
  it('splits pictures that follow each other', () => {
    const one = [...new TextEncoder().encode('P6\n2 1\n255\n'), 1, 2, 3, 4, 5, 6]
    const pictures = splitPpm(Uint8Array.from([...one, ...one]))
    expect(pictures.map(({ width, height, data }) => [width, height, ...data])).toEqual(
      Array(2).fill([2, 1, 1, 2, 3, 4, 5, 6]),
    )
  })

  it('refuses what is cut off', () => {
    expect(() => splitPpm(new TextEncoder().encode('P6\n2 1\n255\nab'))).toThrow(ClipError)
  })
})
