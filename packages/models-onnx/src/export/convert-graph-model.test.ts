import { describe, expect, it } from 'vitest'
import { convertGraphModel } from './convert-graph-model.ts'
import type { GraphModel, GraphNode } from './graph-model.ts'
import type { Weights } from './weights.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

const PLACEHOLDER: GraphNode = {
  name: 'in',
  op: 'Placeholder',
  attr: { shape: { shape: { dim: [{ size: '-1' }, { size: '4' }, { size: '4' }, { size: '1' }] } } },
}

function model(...nodes: readonly GraphNode[]): GraphModel {
  return { modelTopology: { node: [PLACEHOLDER, ...nodes] }, weightsManifest: [] }
}

const CONVOLUTION: readonly GraphNode[] = [
  { name: 'k', op: 'Const' },
  {
    name: 'conv',
    op: '_FusedConv2D',
    input: ['in', 'k'],
    attr: {
      strides: { list: { i: ['1', '2', '2', '1'] } },
      padding: { s: base64('SAME') },
      fused_ops: { list: { s: [base64('Relu')] } },
    },
  },
]
const KERNEL: Weights = new Map([['k', { shape: [1, 1, 1, 2], data: Float32Array.of(1, -1) }]])
const OUT = [{ node: 'conv', name: 'out', dims: [1, 2, 2, 2] }]

describe('the graph-model converter', () => {
  it('gives the same bytes for the same graph', () => {
    const [a, b] = [1, 2].map(() => convertGraphModel('net', model(...CONVOLUTION), KERNEL, OUT))
    expect(a).toEqual(b)
  })

  it('leaves out what no wanted output depends on', () => {
    const extra: GraphNode = { name: 'other', op: 'Sigmoid', input: ['conv'] }
    const plain = convertGraphModel('net', model(...CONVOLUTION), KERNEL, OUT)
    expect(convertGraphModel('net', model(...CONVOLUTION, extra), KERNEL, OUT)).toEqual(plain)
  })

  it('refuses an operator that it does not know, a missing weight and a missing output', () => {
    const strange: GraphNode = { name: 'conv', op: 'Einsum', input: ['in'] }
    expect(() => convertGraphModel('net', model(strange), KERNEL, OUT)).toThrow('operator Einsum')
    expect(() => convertGraphModel('net', model(...CONVOLUTION), new Map(), OUT)).toThrow('no weights for k')
    expect(() => convertGraphModel('net', model(), KERNEL, OUT)).toThrow('conv is not in the graph')
  })
})
