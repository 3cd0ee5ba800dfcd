import type { WeightGroup } from './weights.ts'

/** One node of a tfjs graph model; strings in attributes are base64. */
export interface GraphNode {
  readonly name: string
  readonly op: string
  readonly input?: readonly string[]
  readonly attr?: Readonly<Record<string, GraphAttribute>>
}

interface GraphAttribute {
  readonly s?: string
  readonly list?: { readonly i?: readonly (string | number)[]; readonly s?: readonly string[] }
  readonly shape?: { readonly dim?: readonly { readonly size: string | number }[] }
}

/** The parts of a tfjs graph-model file that the converter reads. */
export interface GraphModel {
  readonly modelTopology: { readonly node: readonly GraphNode[] }
  readonly weightsManifest: readonly WeightGroup[]
}

export function textAttribute(node: GraphNode, name: string): string {
  return fromBase64(node.attr?.[name]?.s ?? '')
}

export function textsAttribute(node: GraphNode, name: string): readonly string[] {
  return (node.attr?.[name]?.list?.s ?? []).map(fromBase64)
}

export function numbersAttribute(node: GraphNode, name: string): readonly number[] {
  return (node.attr?.[name]?.list?.i ?? []).map(Number)
}

export function shapeAttribute(node: GraphNode, name: string): readonly number[] {
  return (node.attr?.[name]?.shape?.dim ?? []).map((dim) => Number(dim.size))
}

/** `^name` is a control edge, `name:0` the first output: both mean the node `name`. */
export function sourceOf(input: string): string {
  return input.replace(/^\^/, '').replace(/:0$/, '')
}

/** The nodes that the outputs depend on, each after its sources. */
export function inOrder(model: GraphModel, outputs: readonly string[]): readonly GraphNode[] {
  const byName = new Map(model.modelTopology.node.map((node) => [node.name, node]))
  const seen = new Set<string>()
  const order: GraphNode[] = []
  const visit = (name: string): void => {
    const node = byName.get(name)
    if (node === undefined || seen.has(name)) return
    seen.add(name)
    for (const input of node.input ?? []) visit(sourceOf(input))
    order.push(node)
  }
  for (const output of outputs) visit(output)
  return order
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8')
}
