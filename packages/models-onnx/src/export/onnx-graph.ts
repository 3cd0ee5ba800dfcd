import { ProtobufWriter } from './protobuf-writer.ts'

/** Numbers of onnx.proto3: element types and attribute types that are used here. */
const ELEMENT = { float: 1, int64: 7 } as const
const ATTRIBUTE = { int: 2, string: 3, ints: 7 } as const
/** ONNX 1.8 and operator set 13: read by every onnxruntime of the last years, and all that these networks need. */
const IR_VERSION = 8
const OPSET = 13

export type Attribute = number | string | readonly number[]
export type Dimension = number | string

/** Builds one ONNX model. Names are counted, so that the same calls give the same bytes. */
export class OnnxGraph {
  readonly #name: string
  readonly #nodes: ProtobufWriter[] = []
  readonly #initializers: ProtobufWriter[] = []
  readonly #inputs: ProtobufWriter[] = []
  readonly #outputs: ProtobufWriter[] = []
  #count = 0

  constructor(name: string) {
    this.#name = name
  }

  input(name: string, dims: readonly Dimension[]): string {
    this.#inputs.push(valueInfo(name, dims))
    return name
  }

  output(value: string, name: string, dims: readonly Dimension[]): void {
    this.#addNode('Identity', [value], {}, name)
    this.#outputs.push(valueInfo(name, dims))
  }

  floats(data: Float32Array, dims: readonly number[] = [data.length]): string {
    return this.#constant(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), dims, ELEMENT.float)
  }

  ints(values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt)
    return this.#constant(new Uint8Array(data.buffer), [values.length], ELEMENT.int64)
  }

  /** Adds a node with one output and answers the name of it. */
  node(op: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.#addNode(op, inputs, attributes, this.#next('t'))
  }

  finish(): Uint8Array {
    const graph = new ProtobufWriter()
    for (const node of this.#nodes) graph.message(1, node)
    graph.string(2, this.#name)
    for (const initializer of this.#initializers) graph.message(5, initializer)
    for (const input of this.#inputs) graph.message(11, input)
    for (const output of this.#outputs) graph.message(12, output)
    const opset = new ProtobufWriter().string(1, '').int(2, OPSET)
    return new ProtobufWriter().int(1, IR_VERSION).string(2, 'bonafide').message(7, graph).message(8, opset).finish()
  }

  #addNode(op: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>>, output: string) {
    const node = new ProtobufWriter()
    for (const input of inputs) node.string(1, input)
    node.string(2, output).string(3, this.#next(op)).string(4, op)
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value))
    this.#nodes.push(node)
    return output
  }

  #constant(bytes: Uint8Array, dims: readonly number[], elementType: number): string {
    const name = this.#next('c')
    const tensor = new ProtobufWriter()
    for (const dim of dims) tensor.int(1, dim)
    this.#initializers.push(tensor.int(2, elementType).string(8, name).bytes(9, bytes))
    return name
  }

  #next(prefix: string): string {
    this.#count += 1
    return `${prefix}_${this.#count}`
  }
}

function attribute(name: string, value: Attribute): ProtobufWriter {
  const writer = new ProtobufWriter().string(1, name)
  if (typeof value === 'number') return writer.int(3, value).int(20, ATTRIBUTE.int)
  if (typeof value === 'string') return writer.string(4, value).int(20, ATTRIBUTE.string)
  for (const item of value) writer.int(8, item)
  return writer.int(20, ATTRIBUTE.ints)
}

function valueInfo(name: string, dims: readonly Dimension[]): ProtobufWriter {
  const shape = new ProtobufWriter()
  for (const dim of dims) {
    const dimension = new ProtobufWriter()
    shape.message(1, typeof dim === 'string' ? dimension.string(2, dim) : dimension.int(1, dim))
  }
  const tensorType = new ProtobufWriter().int(1, ELEMENT.float).message(2, shape)
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensorType))
}
