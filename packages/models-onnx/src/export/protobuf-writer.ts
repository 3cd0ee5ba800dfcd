const UTF8 = new TextEncoder()

/** Writes one protocol buffer message field by field; only the wire types that ONNX files need. */
export class ProtobufWriter {
  readonly #parts: Uint8Array[] = []
  #length = 0

  int(field: number, value: number | bigint): this {
    this.#tag(field, 0)
    this.#varint(BigInt.asUintN(64, BigInt(value)))
    return this
  }

  float(field: number, value: number): this {
    this.#tag(field, 5)
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.#push(bytes)
    return this
  }

  string(field: number, value: string): this {
    return this.bytes(field, UTF8.encode(value))
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, 2)
    this.#varint(BigInt(value.length))
    this.#push(value)
    return this
  }

  message(field: number, message: ProtobufWriter): this {
    return this.bytes(field, message.finish())
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }

  #tag(field: number, wireType: number): void {
    this.#varint(BigInt((field << 3) | wireType))
  }

  #varint(value: bigint): void {
    const bytes: number[] = []
    let rest = value
    do {
      const low = Number(rest & 127n)
      rest >>= 7n
      bytes.push(rest === 0n ? low : low | 128)
    } while (rest !== 0n)
    this.#push(Uint8Array.from(bytes))
  }

  #push(bytes: Uint8Array): void {
    this.#parts.push(bytes)
    this.#length += bytes.length
  }
}
