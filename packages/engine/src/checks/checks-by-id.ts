import type { Check } from '../verification/check.ts'
import { entries } from './index.gen.ts'

/** Every check by its id. */
export const checksById: ReadonlyMap<string, Check> = new Map(entries.map((check: Check) => [check.id, check]))
