import type { Seeded } from '../random.ts'
import { joinParts, picturePartsOf } from './picture-parts.ts'

/** Changes a file in one way; `other` is a second file to take pieces from. */
export type Mutation = (bytes: Uint8Array, other: Uint8Array, random: Seeded) => Uint8Array

/** Where headers, tables and metadata stand in small files. */
const HEAD = 700
const ODD_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xc0, 0xd8, 0xd9, 0xda, 0xfe, 0xff] as const
const ZIP = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0, ...Array.from({ length: 60 }, (_, at) => at)])
const HTML = new TextEncoder().encode('<html><script>alert(1)</script></html>')

export const MUTATIONS = {
  'bytes changed anywhere': (bytes, _other, random) => changed(bytes, bytes.length, random),
  'bytes changed in the head': (bytes, _other, random) => changed(bytes, HEAD, random),
  'one bit flipped': (bytes, _other, random) => {
    const flipped = Uint8Array.from(bytes)
    const at = below(random, bytes.length)
    flipped[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8))
    return flipped
  },
  'cut off': (bytes, _other, random) => bytes.subarray(0, below(random, bytes.length)),
  'cut off at the front': (bytes, _other, random) => bytes.subarray(below(random, HEAD)),
  'a stretch left out': (bytes, _other, random) => {
    const [from, length] = [below(random, bytes.length), below(random, 400)]
    return joinParts([bytes.subarray(0, from), bytes.subarray(from + length)])
  },
  'a stretch put in': (bytes, _other, random) => {
    const at = below(random, bytes.length)
    const noise = Uint8Array.from({ length: below(random, 400) }, () => below(random, 256))
    return joinParts([bytes.subarray(0, at), noise, bytes.subarray(at)])
  },
  'a stretch zeroed': (bytes, _other, random) => {
    const at = below(random, bytes.length)
    return Uint8Array.from(bytes).fill(0, at, at + below(random, 2000))
  },
  'begins as one file and ends as another': (bytes, other, random) =>
    joinParts([bytes.subarray(0, below(random, bytes.length)), other.subarray(below(random, other.length))]),
  'a piece left out': (bytes, _other, random) => {
    const parts = picturePartsOf(bytes)
    const gone = below(random, parts.length)
    return joinParts(parts.filter((_, index) => index !== gone))
  },
  'a piece many times': (bytes, _other, random) => {
    const parts = picturePartsOf(bytes)
    const again = below(random, parts.length)
    return joinParts(
      parts.flatMap((part, index) => (index === again ? Array(2 + below(random, 60)).fill(part) : [part])),
    )
  },
  'pieces in another order': (bytes, _other, random) => {
    const [head, ...parts] = picturePartsOf(bytes)
    const shuffled = parts.map((part) => ({ part, key: random.next() })).sort((a, b) => a.key - b.key)
    return joinParts([...(head === undefined ? [] : [head]), ...shuffled.map(({ part }) => part)])
  },
  'a piece of another file': (bytes, other, random) => {
    const [parts, others] = [picturePartsOf(bytes), picturePartsOf(other)]
    const at = below(random, parts.length)
    const foreign = others[below(random, others.length)] ?? bytes
    return joinParts([...parts.slice(0, at), foreign, ...parts.slice(at)])
  },
  'something else behind it': (bytes, other, random) =>
    joinParts([bytes, random.pick([ZIP, HTML, other, new Uint8Array(200_000)])]),
  'something else before it': (bytes, _other, random) => joinParts([random.pick([ZIP, HTML]), bytes]),
} as const satisfies Readonly<Record<string, Mutation>>

function changed(bytes: Uint8Array, within: number, random: Seeded): Uint8Array {
  const damaged = Uint8Array.from(bytes)
  const places = 1 + below(random, 24)
  for (let place = 0; place < places; place += 1)
    damaged[below(random, Math.min(within, bytes.length))] =
      random.next() < 0.5 ? random.pick(ODD_BYTES) : below(random, 256)
  return damaged
}

function below(random: Seeded, bound: number): number {
  return Math.floor(random.next() * bound)
}
