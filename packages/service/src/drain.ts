import { setTimeout as pause } from 'node:timers/promises'

/** The time between the wish to stop and the end of listening, in which load balancers are told to look elsewhere. */
export function createDrain(forMs: number): { isDraining(): boolean; begin(): Promise<void> } {
  let draining = false
  return {
    isDraining: () => draining,
    async begin() {
      draining = true
      if (forMs > 0) await pause(forMs)
    },
  }
}
