import { describe, expect, it } from 'vitest'
import type { Blobs } from '../ports/blobs.ts'
import type { Store } from '../ports/store.ts'
import { expire } from './expire.ts'

const NOON = new Date('2026-11-23T12:00:00Z')

describe('expire', () => {
  it('deletes what expired transactions had sent, and forgets old nonces and counts', async () => {
    const done: string[] = []
    const store: Pick<Store, 'expireDue' | 'forgetNonces' | 'forgetCalls' | 'forgetAttemptCounts'> = {
      expireDue: async (now) => (now === NOON ? ['left-alone', 'idle'] : []),
      forgetNonces: async (before) => void done.push(`nonces before ${before.toISOString()}`),
      forgetCalls: async (before) => void done.push(`calls before ${before.toISOString()}`),
      forgetAttemptCounts: async (before) => void done.push(`attempts before ${before.toISOString()}`),
    }
    const blobs: Pick<Blobs, 'deleteAll'> = { deleteAll: async (prefix) => void done.push(`material of ${prefix}`) }
    const logged: unknown[] = []
    await expire({
      store: store as Store,
      blobs: blobs as Blobs,
      clock: { now: () => NOON },
      log: { write: (_, event, fields) => void logged.push([event, fields]) },
    })
    expect(done).toEqual([
      'material of left-alone',
      'material of idle',
      'nonces before 2026-11-23T12:00:00.000Z',
      'calls before 2026-11-23T11:58:00.000Z',
      'attempts before 2026-11-22T12:00:00.000Z',
    ])
    expect(logged).toEqual([['expired', { count: 2 }]])
  })
})
