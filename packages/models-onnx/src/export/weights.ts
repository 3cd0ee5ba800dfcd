import { ModelError } from '../model-error.ts'

/** The part of a tfjs weights manifest that names one tensor and how it is stored. */
export interface WeightSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: string
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number }
}

export interface WeightGroup {
  readonly paths: readonly string[]
  readonly weights: readonly WeightSpec[]
}

/** One constant tensor in the layout of its source file. */
export interface Weight {
  readonly shape: readonly number[]
  readonly data: Float32Array | Int32Array
}

export type Weights = ReadonlyMap<string, Weight>

/**
 * Reads the tensors of one manifest. `read` answers the bytes of a path that the manifest names.
 * Throws a `ModelError` when a file is shorter or longer than its manifest says.
 */
export async function readWeights(
  manifest: readonly WeightGroup[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<Weights> {
  const weights = new Map<string, Weight>()
  for (const group of manifest) {
    const bytes = Buffer.concat(await Promise.all(group.paths.map(read)))
    let at = 0
    for (const spec of group.weights) {
      const end = at + byteLength(spec)
      if (end > bytes.length)
        throw new ModelError('model-source-invalid', `${group.paths.join()} ends before ${spec.name}`)
      weights.set(spec.name, { shape: spec.shape, data: decode(spec, bytes.subarray(at, end)) })
      at = end
    }
    if (at !== bytes.length) throw new ModelError('model-source-invalid', `${group.paths.join()} has bytes left over`)
  }
  return weights
}

const BYTES: Readonly<Record<string, number>> = { uint8: 1, uint16: 2, float16: 2, float32: 4, int32: 4 }

function storedAs(spec: WeightSpec): string {
  return spec.quantization?.dtype ?? spec.dtype
}

function byteLength(spec: WeightSpec): number {
  const size = BYTES[storedAs(spec)]
  if (size === undefined) throw new ModelError('model-source-invalid', `${spec.name} is stored as ${storedAs(spec)}`)
  return spec.shape.reduce((product, dim) => product * dim, 1) * size
}

function decode(spec: WeightSpec, bytes: Uint8Array): Weight['data'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { scale = 1, min = 0 } = spec.quantization ?? {}
  switch (storedAs(spec)) {
    case 'uint8':
      // Rounded to 32 bits after each step, as the packages' own runtime does it.
      return Float32Array.from(bytes, (value) => Math.fround(Math.fround(value * scale) + min))
    case 'uint16':
      return numbers(bytes.length / 2, (index) => view.getUint16(2 * index, true) * scale + min)
    case 'float16':
      return numbers(bytes.length / 2, (index) => halfToNumber(view.getUint16(2 * index, true)))
    case 'int32':
      return Int32Array.from({ length: bytes.length / 4 }, (_, index) => view.getInt32(4 * index, true))
    default:
      return numbers(bytes.length / 4, (index) => view.getFloat32(4 * index, true))
  }
}

function numbers(length: number, at: (index: number) => number): Float32Array {
  return Float32Array.from({ length }, (_, index) => at(index))
}

/** IEEE 754 binary16. */
export function halfToNumber(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
