import type { Frame } from '@bonafide/engine'
import type { Seeded } from '../random.ts'
import type { Target } from './target.ts'

/** What an attacker shows to the camera instead of the living person. */
export interface Presentation {
  /** May be gone through once. */
  readonly frames: Iterable<Frame>
  /** What was drawn for this presentation: sizes, angles, strengths, by name. */
  readonly drawn: Readonly<Record<string, number | string>>
}

/** One species of attack. Its file lies in `kinds/`. */
export interface Attack {
  /** The name in labels and reports. */
  readonly kind: string
  readonly summary: string
  /** What the rendering leaves out, so that no figure about it is taken for one about real attacks. */
  readonly limits: string
  /** Shows a second person too, who has to be given. */
  readonly needsStranger?: true
  /** The same target and seed give the same bytes. */
  present(target: Target, random: Seeded): Presentation
}

export function defineAttack(attack: Attack): Attack {
  return attack
}

/** The attack shows a second person, and none was given. */
export class StrangerMissing extends Error {
  readonly code = 'stranger-missing'
}
