import { describe, expect, it } from 'vitest'
import { ProtobufWriter } from './protobuf-writer.ts'

describe('the protocol buffer writer', () => {
  it('writes the examples of the encoding guide: 150 in field 1, "testing" in field 2, a message in field 3', () => {
    expect([...new ProtobufWriter().int(1, 150).finish()]).toEqual([0x08, 0x96, 0x01])
    expect([...new ProtobufWriter().string(2, 'testing').finish()]).toEqual([0x12, 7, ...Buffer.from('testing')])
    const inner = new ProtobufWriter().int(1, 150)
    expect([...new ProtobufWriter().message(3, inner).finish()]).toEqual([0x1a, 3, 0x08, 0x96, 0x01])
  })

  it('writes negative numbers as ten bytes of two’s complement', () => {
    expect([...new ProtobufWriter().int(1, -1).finish()]).toEqual([0x08, ...Array(9).fill(0xff), 1])
  })

  it('writes floats little-endian', () => {
    expect([...new ProtobufWriter().float(2, 1).finish()]).toEqual([0x15, 0, 0, 0x80, 0x3f])
  })
})
