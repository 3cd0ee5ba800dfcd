import type { Reason } from '@bonafide/engine'
import type { Defect } from '@bonafide/lab'
import { type Figure, figure } from './define-evaluation.ts'

const LEVELS = ['loose', 'standard', 'strict'] as const
export type Level = (typeof LEVELS)[number]

export type Scene = Defect | 'sound' | 'wrong side'

/** The reason that has to be named for each scene; none for a sound picture. */
const NAMED: Readonly<Record<Scene, Reason | undefined>> = {
  sound: undefined,
  blurred: 'picture-blurred',
  glare: 'picture-glare',
  'cut-off': 'document-cut-off',
  dark: 'picture-dark',
  small: 'picture-small',
  'wrong side': 'page-side-wrong',
}

export interface QualityRow {
  readonly scene: Scene
  readonly code: string
  readonly seed: number
  /** What was named at each level. */
  readonly named: Readonly<Record<Level, readonly Reason[]>>
}

/** How often the reason of each scene was named at each level; of sound pictures, how often none was. */
export function qualityFigures(rows: readonly QualityRow[], scenes: readonly Scene[]): readonly Figure[] {
  return scenes.flatMap((scene) => {
    const those = rows.filter((row) => row.scene === scene)
    const reason = NAMED[scene]
    return LEVELS.map((level) => {
      const right = those.filter(({ named }) =>
        reason === undefined ? named[level].length === 0 : named[level].includes(reason),
      )
      const what = reason === undefined ? `${scene}: nothing named` : `${scene}: ${reason}`
      return figure(`${what}, ${level}`, right.length, those.length)
    })
  })
}

/** How often each reason was named at the level of standard. */
export function namesOf(rows: readonly QualityRow[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { named } of rows) for (const reason of named.standard) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
