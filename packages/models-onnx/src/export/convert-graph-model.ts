import { ModelError } from '../model-error.ts'
import {
  type GraphModel,
  type GraphNode,
  inOrder,
  numbersAttribute,
  shapeAttribute,
  sourceOf,
  textAttribute,
  textsAttribute,
} from './graph-model.ts'
import { convKernel, depthwiseKernel, type Kernel } from './kernel-layout.ts'
import { OnnxGraph } from './onnx-graph.ts'
import type { Weight, Weights } from './weights.ts'

/** An output of the network: the node of the source graph, and the name and size that the ONNX file gives it. */
export interface WantedOutput {
  readonly node: string
  readonly name: string
  readonly dims: readonly number[]
}

/** What a node stands for while the graph is walked. 4-D tensors are kept with channels first. */
type Value = { readonly weight: Weight } | { readonly tensor: string; readonly rank: number }

interface Step {
  readonly graph: OnnxGraph
  readonly node: GraphNode
  readonly inputs: readonly Value[]
}

/**
 * Converts a tfjs graph model to ONNX, keeping only what the wanted outputs need, in the order they are wanted.
 * Throws a `ModelError` for an operator outside of the set that the packaged face networks use.
 */
export function convertGraphModel(
  name: string,
  model: GraphModel,
  weights: Weights,
  outputs: readonly WantedOutput[],
): Uint8Array {
  const graph = new OnnxGraph(name)
  const values = new Map<string, Value>()
  for (const node of inOrder(
    model,
    outputs.map((output) => output.node),
  )) {
    const inputs = (node.input ?? [])
      .filter((input) => !input.startsWith('^'))
      .map((input) => find(values, sourceOf(input)))
    values.set(node.name, convertNode({ graph, node, inputs }, weights))
  }
  for (const output of outputs) graph.output(channelsLast(graph, find(values, output.node)), output.name, output.dims)
  return graph.finish()
}

function convertNode(step: Step, weights: Weights): Value {
  const { node } = step
  if (node.op === 'Const') {
    const weight = weights.get(node.name)
    if (weight === undefined) throw new ModelError('model-source-invalid', `no weights for ${node.name}`)
    return { weight }
  }
  const convert = OPERATORS[node.op]
  if (convert === undefined) throw new ModelError('model-source-invalid', `operator ${node.op} of ${node.name}`)
  return convert(step)
}

const OPERATORS: Readonly<Record<string, (step: Step) => Value>> = {
  Placeholder: ({ graph, node }) => {
    const [, height, width, channels] = shapeAttribute(node, 'shape')
    if (height === undefined || width === undefined || channels === undefined) {
      throw new ModelError('model-source-invalid', `the input ${node.name} has no size`)
    }
    return { tensor: graph.input('input', [1, channels, height, width]), rank: 4 }
  },
  Identity: ({ inputs }) => first(inputs),
  DepthwiseConv2dNative: (step) => {
    const kernel = depthwiseKernel(weightAt(step, 1))
    return { tensor: convolve(step, kernel, undefined, kernel.group), rank: 4 }
  },
  _FusedConv2D: fusedConvolution,
  Conv2D: (step) => ({ tensor: convolve(step, convKernel(weightAt(step, 1))), rank: 4 }),
  _FusedMatMul: fusedMatrixProduct,
  Add: (step) => combine(step, 'Add'),
  AddV2: (step) => combine(step, 'Add'),
  Mul: (step) => combine(step, 'Mul'),
  Minimum: (step) => combine(step, 'Min'),
  Maximum: (step) => combine(step, 'Max'),
  Relu: (step) => elementwise(step, 'Relu'),
  Sigmoid: (step) => elementwise(step, 'Sigmoid'),
  Softmax: (step) => elementwise(step, 'Softmax'),
  Mean: (step) => {
    const axes = [...weightAt(step, 1).data].sort()
    if (axes.join() !== '1,2')
      throw new ModelError('model-source-invalid', `mean over ${axes.join()} of ${step.node.name}`)
    return { tensor: step.graph.node('ReduceMean', [tensorAt(step, 0).tensor], { axes: [2, 3], keepdims: 0 }), rank: 2 }
  },
  Prelu: (step) => ({ tensor: prelu(step.graph, tensorAt(step, 0).tensor, weightAt(step, 1)), rank: 4 }),
  MaxPool: (step) => {
    const [, height = 1, width = 1] = numbersAttribute(step.node, 'ksize')
    const attributes = { kernel_shape: [height, width], strides: strides(step.node), auto_pad: padding(step.node) }
    return { tensor: step.graph.node('MaxPool', [tensorAt(step, 0).tensor], attributes), rank: 4 }
  },
  Pad: (step) => {
    const [n0 = 0, n1 = 0, h0 = 0, h1 = 0, w0 = 0, w1 = 0, c0 = 0, c1 = 0] = weightAt(step, 1).data
    const pads = step.graph.ints([n0, c0, h0, w0, n1, c1, h1, w1])
    return { tensor: step.graph.node('Pad', [tensorAt(step, 0).tensor, pads]), rank: 4 }
  },
  Reshape: (step) => {
    const shape = [...weightAt(step, 1).data]
    const source = channelsLast(step.graph, tensorAt(step, 0))
    return { tensor: step.graph.node('Reshape', [source, step.graph.ints(shape)]), rank: shape.length }
  },
}

function fusedConvolution(step: Step): Value {
  let next = 2
  const fused = textsAttribute(step.node, 'fused_ops')
  const bias = fused[0] === 'BiasAdd' ? weightAt(step, next++) : undefined
  let tensor = convolve(step, convKernel(weightAt(step, 1)), bias)
  for (const op of fused) {
    if (op === 'Relu') tensor = step.graph.node('Relu', [tensor])
    else if (op === 'Prelu') tensor = prelu(step.graph, tensor, weightAt(step, next++))
    else if (op !== 'BiasAdd') throw new ModelError('model-source-invalid', `fused operator ${op} of ${step.node.name}`)
  }
  return { tensor, rank: 4 }
}

function fusedMatrixProduct(step: Step): Value {
  const { graph, node } = step
  const matrix = weightAt(step, 1)
  const fused = textsAttribute(node, 'fused_ops')
  let tensor = graph.node('MatMul', [
    tensorAt(step, 0).tensor,
    graph.floats(Float32Array.from(matrix.data), matrix.shape),
  ])
  for (const op of fused) {
    if (op === 'BiasAdd') tensor = graph.node('Add', [tensor, graph.floats(Float32Array.from(weightAt(step, 2).data))])
    else if (op === 'Relu') tensor = graph.node('Relu', [tensor])
    else throw new ModelError('model-source-invalid', `fused operator ${op} of ${node.name}`)
  }
  return { tensor, rank: 2 }
}

/** Two tensors, or a tensor and a constant: one number, or one for each channel. */
function combine(step: Step, op: string): Value {
  const values = [0, 1].map((index) => step.inputs[index])
  const tensor = values.find((value) => value !== undefined && 'tensor' in value)
  if (tensor === undefined || !('tensor' in tensor))
    throw new ModelError('model-source-invalid', `${step.node.name} has no tensor`)
  const names = values.map((_, index) => operand(step, index, tensor.rank))
  return { tensor: step.graph.node(op, names), rank: tensor.rank }
}

function operand(step: Step, index: number, rank: number): string {
  const value = step.inputs[index]
  if (value !== undefined && 'tensor' in value) return value.tensor
  const { data } = weightAt(step, index)
  const dims = data.length === 1 ? [] : rank === 4 ? [data.length, 1, 1] : [data.length]
  return step.graph.floats(Float32Array.from(data), dims)
}

function convolve(step: Step, kernel: Kernel, bias?: Weight, group = 1): string {
  const { graph, node } = step
  const inputs = [tensorAt(step, 0).tensor, graph.floats(kernel.data, kernel.shape)]
  if (bias !== undefined) inputs.push(graph.floats(Float32Array.from(bias.data)))
  return graph.node('Conv', inputs, {
    kernel_shape: kernel.shape.slice(2),
    strides: strides(node),
    auto_pad: padding(node),
    group,
  })
}

function prelu(graph: OnnxGraph, tensor: string, slope: Weight): string {
  return graph.node('PRelu', [tensor, graph.floats(Float32Array.from(slope.data), [slope.data.length, 1, 1])])
}

function elementwise(step: Step, op: string): Value {
  const { tensor, rank } = tensorAt(step, 0)
  return { tensor: step.graph.node(op, [tensor]), rank }
}

function strides(node: GraphNode): readonly number[] {
  return numbersAttribute(node, 'strides').slice(1, 3)
}

function padding(node: GraphNode): string {
  const padding = textAttribute(node, 'padding')
  if (padding === 'SAME') return 'SAME_UPPER'
  if (padding === 'VALID') return 'VALID'
  throw new ModelError('model-source-invalid', `padding ${padding} of ${node.name}`)
}

function channelsLast(graph: OnnxGraph, value: Value): string {
  if ('weight' in value) throw new ModelError('model-source-invalid', 'a constant where a tensor is expected')
  return value.rank === 4 ? graph.node('Transpose', [value.tensor], { perm: [0, 2, 3, 1] }) : value.tensor
}

function first(inputs: readonly Value[]): Value {
  const [value] = inputs
  if (value === undefined) throw new ModelError('model-source-invalid', 'a node without its input')
  return value
}

function tensorAt(step: Step, index: number): { readonly tensor: string; readonly rank: number } {
  const value = step.inputs[index]
  if (value === undefined || 'weight' in value) {
    throw new ModelError('model-source-invalid', `input ${index} of ${step.node.name} is no tensor`)
  }
  return value
}

function weightAt(step: Step, index: number): Weight {
  const value = step.inputs[index]
  if (value === undefined || !('weight' in value)) {
    throw new ModelError('model-source-invalid', `input ${index} of ${step.node.name} is no constant`)
  }
  return value.weight
}

function find(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name)
  if (value === undefined) throw new ModelError('model-source-invalid', `${name} is not in the graph`)
  return value
}
