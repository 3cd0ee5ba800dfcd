import type { Picture } from '@bonafide/engine'
import { seeded } from '../random.ts'
import type { Forged, ForgerySpecies, ForgeryTool } from './forgery-tool.ts'
import { specimenScene } from './specimen-scene.ts'
import { toolA } from './tool-a/tool-a.ts'
import { toolB } from './tool-b/tool-b.ts'

export const FORGERY_TOOLS: readonly ForgeryTool[] = [toolA, toolB]

export interface ForgeryOrder {
  readonly tool: ForgeryTool
  readonly species: ForgerySpecies
  readonly seed: number
  /** Portraits of at least two people. */
  readonly portraits: readonly Picture[]
}

/** A forgery with the type that whoever sends it says it is. */
export interface FiledForgery extends Forged {
  readonly documentType?: string
}

/** One picture of a species: the same order gives the same bytes. */
export async function makeForgery({ tool, species, seed, portraits }: ForgeryOrder): Promise<FiledForgery> {
  const random = seeded(seed ^ 0x1f83d9ab)
  const first = Math.floor(random.next() * portraits.length)
  const second = (first + 1 + Math.floor(random.next() * (portraits.length - 1))) % portraits.length
  const [holder, stranger] = [portraits[first], portraits[second]]
  if (holder === undefined || stranger === undefined || first === second)
    throw new RangeError('forgeries take portraits of two people')
  const scene = await specimenScene(seed, holder)
  const forged = await tool.make[species](
    {
      scene,
      stranger,
      other: () => specimenScene(seed + 500_009, stranger),
      laidOut: (change) => specimenScene(seed, holder, change),
    },
    random,
  )
  const [code] = scene.type.codes
  return code === undefined ? forged : { ...forged, documentType: code.code }
}
