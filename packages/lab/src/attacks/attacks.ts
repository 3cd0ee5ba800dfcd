import type { Attack } from './define-attack.ts'
import { entries } from './kinds/index.gen.ts'

/** All species, by the name that stands in labels. */
export const attacks: ReadonlyMap<string, Attack> = new Map(entries.map((attack) => [attack.kind, attack]))
