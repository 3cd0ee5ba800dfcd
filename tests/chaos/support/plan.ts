type Database = 'embedded' | 'postgres'

/** How much is tried: `npm run chaos` says so in the environment; without it the short form runs. */
export interface ChaosPlan {
  readonly databases: readonly Database[]
  readonly kills: Readonly<Record<Database, number>>
  /** Draws the victims and the pauses; runs of several seeds add up. */
  readonly seed: number
  /** Longest time between two kills. */
  readonly mostPauseMs: number
  readonly outageSeconds: number
  readonly replays: number
  /** A process is killed at its first, second, … sync up to this one. */
  readonly syncs: number
  /** Ways in which a disk fails, and refusals that are waited for in each. */
  readonly faults: number
  readonly refusals: number
}

export function readPlan(): ChaosPlan {
  const number = (name: string, short: number) => Number(process.env[`BONAFIDE_TEST_${name}`] ?? short)
  const database = process.env['BONAFIDE_TEST_CHAOS_DATABASE']
  return {
    databases: database === 'embedded' || database === 'postgres' ? [database] : ['embedded', 'postgres'],
    kills: { embedded: number('KILLS', 3), postgres: number('KILLS', 6) },
    seed: number('SEED', 1),
    mostPauseMs: 1500,
    outageSeconds: number('OUTAGE_SECONDS', 3),
    replays: number('REPLAYS', 2000),
    syncs: number('SYNCS', 3),
    faults: number('FAULTS', 1),
    refusals: number('REFUSALS', 5),
  }
}
