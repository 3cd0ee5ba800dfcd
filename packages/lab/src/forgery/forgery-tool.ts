import type { PageLayout, Picture } from '@bonafide/engine'
import type { Seeded } from '../random.ts'
import type { SpecimenScene } from './specimen-scene.ts'

export const FORGERY_SPECIES = [
  'original',
  'edited-field',
  'replaced-portrait',
  'screen',
  'copy',
  'wrong-layout',
  'unlevel-print',
] as const

export type ForgerySpecies = (typeof FORGERY_SPECIES)[number]

/** A finished picture as it would be sent, and by which of a tool's ways it was made. */
export interface Forged {
  readonly way: string
  readonly bytes: Uint8Array
}

/** What a tool works on: the scene, and a second one of another person to take things from. */
export interface ForgeryScenes {
  readonly scene: SpecimenScene
  other(): Promise<SpecimenScene>
  /** The same specimen, printed anew by somebody who knows the layout badly. */
  laidOut(change: (layout: PageLayout) => PageLayout): Promise<SpecimenScene>
  /** A person who is not on the page. */
  readonly stranger: Picture
}

/** One way of tampering with documents, from the camera's file to the file that is sent. */
export interface ForgeryTool {
  readonly name: string
  readonly make: Readonly<Record<ForgerySpecies, (scenes: ForgeryScenes, random: Seeded) => Promise<Forged>>>
}
