import type { Random } from '@bonafide/engine'
import type { Custody } from '../custody/custody.ts'
import { type Resolve, systemResolve } from '../outgoing/find-target.ts'
import type { CallbackDelivery, Store } from '../ports/store.ts'
import { tellDelivered, traced } from '../telemetry/traced.ts'
import { type Delivered, type DeliverTools, deliver, type OpenedDelivery, openDelivery } from './deliver.ts'
import { nextTry } from './retry-schedule.ts'

/** security.md E1 */
const TIMEOUT_MS = 10_000
/** Beyond the time-out: a delivery that was not settled by then was lost with its process. */
const LEASE_MS = 3 * TIMEOUT_MS
/** Only a safety net: a NOTIFY wakes the sender; retries become due by themselves. */
const POLL_MS = 1_000
const AT_ONCE = 200
/** So that one slow receiver cannot take all places. */
const AT_ONCE_FOR_ONE_RECEIVER = 10
const POSTPONED_MS = 2_000

export interface CallbackSenderOptions {
  readonly store: Pick<
    Store,
    'takeCallbacks' | 'settleCallback' | 'onCallbackQueued' | 'findTenant' | 'findTransaction'
  >
  readonly keys: Custody
  readonly clock: { now(): Date }
  readonly random: Random
  /** Exact origins that are not guarded; for the demo on this machine. */
  readonly allowedOrigins: readonly string[]
  /** Told of failures that are ours (database, keys), never of receivers. */
  readonly onError: (error: unknown) => void
  readonly resolve?: Resolve
  readonly timeoutMs?: number
}

export interface CallbackSender {
  /** Sends everything that is due now; resolves when all that is under way is settled. */
  sendDue(): Promise<void>
  /** Takes nothing new and waits for what is under way, at most the time-out. */
  stop(): Promise<void>
}

/**
 * Sends the outbox until stopped. At least once: a delivery is marked only after the receiver answered, so a process
 * that dies in between leaves it leased, and it is sent again under the same id.
 */
export function startCallbackSender(options: CallbackSenderOptions): CallbackSender {
  const sender = createSender(options)
  let stopped = false
  const wake = () => {
    if (!stopped) sender.sendDue().catch(options.onError)
  }
  const unsubscribe = options.store.onCallbackQueued(wake)
  const poll = setInterval(wake, POLL_MS)
  wake()
  return {
    sendDue: () => sender.sendDue(),
    async stop() {
      stopped = true
      clearInterval(poll)
      unsubscribe()
      await sender.idle()
    },
  }
}

function createSender(options: CallbackSenderOptions) {
  const { store, clock } = options
  const tools: DeliverTools = {
    ...options,
    now: () => clock.now(),
    resolve: options.resolve ?? systemResolve,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  }
  const underWay = new Set<Promise<void>>()
  const busy = new Map<string, number>()

  async function sendOne(delivery: CallbackDelivery): Promise<void> {
    const opened = await openDelivery(delivery, tools).catch((error: unknown) => {
      options.onError(error)
      return 'failed' as const
    })
    if (opened === 'failed') return settle(delivery, { kind: 'failed' })
    if (opened === undefined) return settle(delivery, { kind: 'pointless' })
    const receiver = receiverOf(opened)
    const count = busy.get(receiver) ?? 0
    if (count >= AT_ONCE_FOR_ONE_RECEIVER) {
      const at = new Date(clock.now().getTime() + POSTPONED_MS)
      return store.settleCallback(delivery.id, { kind: 'postponed', at })
    }
    busy.set(receiver, count + 1)
    try {
      await settle(delivery, await traced('callback', {}, () => deliver(delivery.id, opened, tools), tellDelivered))
    } finally {
      const left = (busy.get(receiver) ?? 1) - 1
      if (left === 0) busy.delete(receiver)
      else busy.set(receiver, left)
    }
  }

  async function settle(delivery: CallbackDelivery, result: Delivered): Promise<void> {
    if (result.kind === 'delivered') return store.settleCallback(delivery.id, { kind: 'delivered' })
    const at =
      result.kind === 'pointless'
        ? undefined
        : nextTry({ ...result, tries: delivery.tries, now: clock.now() }, options.random)
    return store.settleCallback(delivery.id, at === undefined ? { kind: 'given-up' } : { kind: 'retry', at })
  }

  function track(work: Promise<void>): void {
    const tracked: Promise<void> = work.catch(options.onError).finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  async function takeDue(): Promise<void> {
    for (;;) {
      const places = AT_ONCE - underWay.size
      if (places <= 0) return
      const now = clock.now()
      const taken = await store.takeCallbacks(now, new Date(now.getTime() + LEASE_MS), places)
      for (const delivery of taken) track(sendOne(delivery))
      if (taken.length < places) return
    }
  }

  /** One take at a time; its failure is its caller's, not the next one's. */
  let taking: Promise<void> = Promise.resolve()
  return {
    async sendDue(): Promise<void> {
      const mine = taking.then(takeDue)
      taking = mine.catch(() => undefined)
      await mine
      await Promise.all(underWay)
    },
    async idle(): Promise<void> {
      await taking
      await Promise.all(underWay)
    },
  }
}

function receiverOf({ url }: OpenedDelivery): string {
  try {
    return new URL(url).host
  } catch {
    return ''
  }
}
