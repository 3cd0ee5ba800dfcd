import { setTimeout as wait } from 'node:timers/promises'
import { createPictures } from '@bonafide/imaging'
import { pageSubject, persist, type Trial, type TrialSubject } from '../../e2e/support/persistent-client.ts'
import type { ChaosStack } from './chaos-stack.ts'

const LOOK_MS = 50

export interface Load {
  /** Those that were accepted, finished or not. */
  readonly trials: readonly Trial[]
  readonly finished: () => readonly Trial[]
  /** Resolves when so many more than now are finished. */
  more(count: number): Promise<void>
  /** Begins nothing new and resolves when everything that was begun is finished. */
  finish(): Promise<void>
}

/** Verifications of one document page, so many at a time, each done to its end whatever happens. */
export async function startLoad({ api, client, callbacks, door }: ChaosStack, atOnce: number): Promise<Load> {
  const subject = await graySubject()
  const trials: Trial[] = []
  const finished = () => trials.filter((trial) => trial.finished)
  let running = true
  const work = Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      for (let count = 1; running; count += 1) {
        await persist({
          service: (door ?? api).url,
          client,
          merchantBizId: `w${index}n${count}`,
          callbackUrl: `${callbacks.url}/done`,
          subject,
          onStarted: (trial) => trials.push(trial),
        })
      }
    }),
  )
  work.catch(() => undefined)
  return {
    trials,
    finished,
    async more(count) {
      const enough = finished().length + count
      while (finished().length < enough) await wait(LOOK_MS)
    },
    async finish() {
      running = false
      await work
    },
  }
}

export async function graySubject(): Promise<TrialSubject> {
  const gray = { width: 640, height: 480, data: new Uint8Array(640 * 480 * 3).fill(120) }
  return pageSubject(await createPictures().encodeJpeg(gray, 60))
}
