import type { Weight } from './weights.ts'

/** A convolution kernel in ONNX order: output channels, input channels of a group, height, width. */
export interface Kernel {
  readonly data: Float32Array
  readonly shape: readonly [number, number, number, number]
}

/** Turns a tfjs kernel (height, width, in, out) into ONNX order. */
export function convKernel(weight: Weight): Kernel {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = weight.shape
  const data = new Float32Array(weight.data.length)
  let from = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let i = 0; i < inputs; i++)
        for (let o = 0; o < outputs; o++) data[((o * inputs + i) * height + y) * width + x] = weight.data[from++] ?? 0
  return { data, shape: [outputs, inputs, height, width] }
}

/** Turns a depthwise tfjs kernel (height, width, channels, multiplier) into ONNX order; `group` is the number of channels. */
export function depthwiseKernel(weight: Weight): Kernel & { readonly group: number } {
  const [height = 0, width = 0, channels = 0, multiplier = 0] = weight.shape
  const data = new Float32Array(weight.data.length)
  let from = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        for (let m = 0; m < multiplier; m++)
          data[((c * multiplier + m) * height + y) * width + x] = weight.data[from++] ?? 0
  return { data, shape: [channels * multiplier, 1, height, width], group: channels }
}
