import { ModelError } from '../model-error.ts'
import { convKernel } from './kernel-layout.ts'
import { OnnxGraph } from './onnx-graph.ts'
import type { Weight, Weights } from './weights.ts'

/** Mean colour that the network subtracts before it divides by 255 (the dlib recipe: about 122.8, 117.0, 104.3). */
const MEAN_RGB = [122.782, 117.001, 104.298] as const
const INPUT_SIZE = 150

interface Layer {
  readonly graph: OnnxGraph
  readonly weights: Weights
}

/** A tensor with channels first, with the size that the shortcuts need. */
interface Plane {
  readonly tensor: string
  readonly channels: number
  readonly side: number
}

/**
 * The 128-number face recognition network of dlib's type: a stem and four stages of residual blocks. The source files hold
 * weights only, so the graph is written out here. Each block's scale and bias are folded into its convolution.
 */
export function buildRecognitionNet(name: string, weights: Weights): Uint8Array {
  const graph = new OnnxGraph(name)
  const layer = { graph, weights }
  let plane = stem(layer)
  for (const block of ['conv32_1', 'conv32_2', 'conv32_3']) plane = residual(layer, plane, block)
  plane = residualDown(layer, plane, 'conv64_down', 64)
  for (const block of ['conv64_1', 'conv64_2', 'conv64_3']) plane = residual(layer, plane, block)
  plane = residualDown(layer, plane, 'conv128_down', 128)
  for (const block of ['conv128_1', 'conv128_2']) plane = residual(layer, plane, block)
  plane = residualDown(layer, plane, 'conv256_down', 256)
  for (const block of ['conv256_1', 'conv256_2']) plane = residual(layer, plane, block)
  plane = residualDown(layer, plane, 'conv256_down_out', 256)
  const pooled = graph.node('ReduceMean', [plane.tensor], { axes: [2, 3], keepdims: 0 })
  const fc = required(weights, 'fc')
  const embedding = graph.node('MatMul', [pooled, graph.floats(Float32Array.from(fc.data), fc.shape)])
  graph.output(embedding, 'embedding', ['N', 128])
  return graph.finish()
}

function stem(layer: Layer): Plane {
  const { graph } = layer
  const input = graph.input('input', ['N', 3, INPUT_SIZE, INPUT_SIZE])
  const centred = graph.node('Sub', [input, graph.floats(Float32Array.from(MEAN_RGB), [1, 3, 1, 1])])
  const scaled = graph.node('Div', [centred, graph.floats(Float32Array.of(255), [])])
  const convolved = graph.node('Relu', [scaledConvolution(layer, scaled, 'conv32_down', 2, 'VALID')])
  const tensor = graph.node('MaxPool', [convolved], { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'VALID' })
  return { tensor, channels: 32, side: 35 }
}

function residual(layer: Layer, plane: Plane, block: string): Plane {
  const { graph } = layer
  const inner = graph.node('Relu', [scaledConvolution(layer, plane.tensor, `${block}/conv1`, 1, 'SAME_UPPER')])
  const outer = scaledConvolution(layer, inner, `${block}/conv2`, 1, 'SAME_UPPER')
  return { ...plane, tensor: graph.node('Relu', [graph.node('Add', [outer, plane.tensor])]) }
}

/** Halves the side. The pooled shortcut gets zero channels, and the convolved branch a zero row and column where it is smaller. */
function residualDown(layer: Layer, plane: Plane, block: string, channels: number): Plane {
  const { graph } = layer
  const inner = graph.node('Relu', [scaledConvolution(layer, plane.tensor, `${block}/conv1`, 2, 'VALID')])
  const outer = scaledConvolution(layer, inner, `${block}/conv2`, 1, 'SAME_UPPER')
  const side = Math.floor(plane.side / 2)
  const missing = side - (Math.floor((plane.side - 3) / 2) + 1)
  const pooled = graph.node('AveragePool', [plane.tensor], { kernel_shape: [2, 2], strides: [2, 2], auto_pad: 'VALID' })
  const widened = padEnd(graph, pooled, channels - plane.channels, 0)
  const sum = graph.node('Add', [widened, padEnd(graph, outer, 0, missing)])
  return { tensor: graph.node('Relu', [sum]), channels, side }
}

function padEnd(graph: OnnxGraph, tensor: string, channels: number, side: number): string {
  if (channels === 0 && side === 0) return tensor
  return graph.node('Pad', [tensor, graph.ints([0, 0, 0, 0, 0, channels, side, side])])
}

function scaledConvolution(
  { graph, weights }: Layer,
  input: string,
  path: string,
  stride: number,
  autoPad: string,
): string {
  const kernel = convKernel(required(weights, `${path}/conv/filters`))
  const bias = required(weights, `${path}/conv/bias`).data
  const scale = required(weights, `${path}/scale/weights`).data
  const shift = required(weights, `${path}/scale/biases`).data
  const perOutput = kernel.data.length / kernel.shape[0]
  const data = kernel.data.map((value, index) => value * (scale[Math.floor(index / perOutput)] ?? 0))
  const shifts = Float32Array.from(bias, (value, index) => value * (scale[index] ?? 0) + (shift[index] ?? 0))
  return graph.node('Conv', [input, graph.floats(data, kernel.shape), graph.floats(shifts)], {
    kernel_shape: kernel.shape.slice(2),
    strides: [stride, stride],
    auto_pad: autoPad,
  })
}

function required(weights: Weights, name: string): Weight {
  const weight = weights.get(name)
  if (weight === undefined) throw new ModelError('model-source-invalid', `no weights named ${name}`)
  return weight
}
