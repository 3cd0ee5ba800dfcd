import type { Store } from '@bonafide/service'
import { afterAll, beforeAll, describe } from 'vitest'
import { attemptCountContract } from './store/attempt-counts.ts'
import { deletionContract } from './store/deletions.ts'
import { faceContract } from './store/faces.ts'
import { flowContract } from './store/flow.ts'
import { mediaMarkContract } from './store/media-marks.ts'
import { shadowContract } from './store/shadow.ts'
import { tenantContract } from './store/tenants.ts'
import { uploadContract } from './store/uploads.ts'
import { workContract } from './store/work.ts'

export interface OpenedStore {
  readonly store: Store
  /** Straight to the database: to age what is in it and to tamper with it. */
  run(text: string, values?: readonly unknown[]): Promise<unknown>
  /** Closes the store and removes what was made for it. */
  close(): Promise<void>
}

/** What every store promises. `open` answers an empty store; it is opened once and closed at the end. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the store on ${name}`, () => {
    let opened: OpenedStore | undefined
    const current = () => {
      if (opened === undefined) throw new Error('The store is not open')
      return opened
    }
    beforeAll(async () => {
      opened = await open()
    }, 60_000)
    afterAll(() => opened?.close(), 60_000)
    tenantContract(() => current().store)
    flowContract(() => current().store)
    faceContract(() => current().store, current)
    workContract(() => current().store, current)
    deletionContract(() => current().store)
    uploadContract(() => current().store)
    attemptCountContract(() => current().store)
    mediaMarkContract(() => current().store)
    shadowContract(() => current().store)
  })
}
