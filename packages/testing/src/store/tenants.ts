import { type Store, StoreConflict } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { addTenant, bytes, minutesLater, NOON, newAccessKey, newTenant, newTransaction } from './samples.ts'

export function tenantContract(store: () => Store): void {
  describe('tenants and access keys', () => {
    it('gives back a tenant exactly as it was created, and lists it', async () => {
      const tenant = newTenant()
      await store().createTenant(tenant)
      expect(await store().findTenant(tenant.id)).toEqual(tenant)
      expect(await store().listTenants()).toContainEqual(tenant)
      expect(await store().findTenant('nobody')).toBeUndefined()
    })

    it('changes what the key of one tenant seals, and of no other', async () => {
      const [tenant, other] = [await addTenant(store()), await addTenant(store())]
      const [own, foreign] = [newTransaction(tenant.id), newTransaction(other.id)]
      for (const transaction of [own, foreign]) await store().createTransaction(transaction)
      await store().createAccessKey(newAccessKey(tenant.id))
      await store().createFaceGroup({
        uid: `facegroup_${tenant.id}`,
        tenantId: tenant.id,
        code: 'staff',
        sealedLabel: bytes(1),
        createdAt: NOON,
      })
      const next = () => bytes(42)
      const forwarded = { tenantId: tenant.id, id: `up-${own.id}`, at: NOON, sealed: bytes(1) }
      await store().noteForwarded(forwarded)
      await store().keepComparison({ tenantId: tenant.id, at: NOON, sealed: bytes(1) })
      const change = {
        ...{ wrappedKey: next, accessKey: next, groupLabel: next, callbackSecret: next },
        ...{ forwarded: next, comparison: next },
      }
      expect(await store().rewrapTenant(tenant.id, change)).toBe(7)
      expect((await store().findForwarded(tenant.id, forwarded.id))?.sealed).toEqual(bytes(42))
      for await (const { sealed } of store().comparisonsOf(tenant.id, NOON)) expect(sealed).toEqual(bytes(42))
      expect((await store().findTransaction(own.id))?.wrappedKey).toEqual(bytes(42))
      expect((await store().findTransaction(foreign.id))?.wrappedKey).toEqual(foreign.wrappedKey)
      expect((await store().findTenant(tenant.id))?.sealedCallbackSecrets).toEqual([bytes(42), bytes(42)])
      expect(await store().findTenant(other.id)).toEqual(other)
      const unchanged = () => undefined
      const none = {
        ...{ wrappedKey: unchanged, accessKey: unchanged, groupLabel: unchanged, callbackSecret: unchanged },
        ...{ forwarded: unchanged, comparison: unchanged },
      }
      expect(await store().rewrapTenant(tenant.id, none)).toBe(0)
    })

    it('refuses a second tenant with the same id', async () => {
      const tenant = await addTenant(store())
      await expect(store().createTenant(tenant)).rejects.toBeInstanceOf(StoreConflict)
    })

    it('changes only what it is told to change', async () => {
      const tenant = await addTenant(store())
      await store().updateTenant(tenant.id, { name: 'Other' })
      await store().updateTenant(tenant.id, { sealedCallbackSecrets: [bytes(1)] })
      await store().updateTenant(tenant.id, {})
      expect(await store().findTenant(tenant.id)).toEqual({
        ...tenant,
        name: 'Other',
        sealedCallbackSecrets: [bytes(1)],
      })
    })

    it('refuses a third active access key, also under concurrent creation, and takes one again after another was disabled', async () => {
      const { id } = await addTenant(store())
      const keys = Array.from({ length: 4 }, () => newAccessKey(id))
      const results = await Promise.allSettled(keys.map((key) => store().createAccessKey(key)))
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
      expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))).toEqual([
        'store-conflict',
        'store-conflict',
      ])
      const [first] = await store().listAccessKeys(id)
      if (first === undefined) throw new Error('no key')
      await store().setAccessKey(first.id, { active: false })
      expect(await store().findAccessKey(first.id)).toEqual({ ...first, active: false })
      await store().createAccessKey(newAccessKey(id))
      await expect(store().setAccessKey(first.id, { active: true })).rejects.toBeInstanceOf(StoreConflict)
    })

    it('finds no key under an unknown id, whatever characters it holds', async () => {
      for (const id of ['', 'x', 'a\0b', '\ud800', "' or 1=1 --", '💣']) {
        expect(await store().findAccessKey(id)).toBeUndefined()
        expect(await store().findTransaction(id)).toBeUndefined()
        expect(await store().findTransactionOfTenant('nobody', id)).toBeUndefined()
        expect(await store().findAttempt(id, id)).toBeUndefined()
      }
    })

    it('keeps one tenant from the transactions of another', async () => {
      const [mine, theirs] = [await addTenant(store()), await addTenant(store())]
      const transaction = newTransaction(mine.id)
      await store().createTransaction(transaction)
      expect(await store().findTransactionOfTenant(theirs.id, transaction.id)).toBeUndefined()
      expect((await store().findTransactionOfTenant(mine.id, transaction.id))?.id).toBe(transaction.id)
    })
  })

  describe('rights of a key', () => {
    it('are kept, changed and taken away', async () => {
      const { id: tenantId } = await addTenant(store())
      const key = newAccessKey(tenantId, { allowedOperations: ['CheckResult'] })
      await store().createAccessKey(key)
      expect(await store().findAccessKey(key.id)).toEqual(key)
      expect((await store().findSigner(key.id))?.key.allowedOperations).toEqual(['CheckResult'])
      await store().setAccessKey(key.id, { allowedOperations: ['Initialize', 'CheckResult'] })
      expect((await store().findSigner(key.id))?.key.allowedOperations).toEqual(['Initialize', 'CheckResult'])
      await store().setAccessKey(key.id, { allowedOperations: 'all' })
      expect(await store().findAccessKey(key.id)).not.toHaveProperty('allowedOperations')
    })
  })

  describe('calls that a key signed by version 2', () => {
    it('are counted, each once, however many come at once and by whichever keys', async () => {
      const { id: tenantId } = await addTenant(store())
      const [old, older, modern] = [newAccessKey(tenantId), newAccessKey(tenantId), newAccessKey(tenantId)]
      for (const key of [old, older]) await store().createAccessKey(key)
      await store().setAccessKey(older.id, { active: false })
      await store().createAccessKey(modern)
      const calls = Array.from({ length: 40 }, (_, index) => [index % 4 === 0 ? older.id : old.id, index] as const)
      await Promise.all(calls.map(([id, minutes]) => store().noteV2Use(id, minutesLater(minutes))))
      await store().noteV2Use(old.id, NOON)
      await store().noteV2Use('nobody', NOON)
      const uses = new Map((await store().listAccessKeys(tenantId)).map(({ id, v2Uses }) => [id, v2Uses]))
      expect(uses.get(old.id)).toEqual({ calls: 31, lastAt: minutesLater(39) })
      expect(uses.get(older.id)?.calls).toBe(10)
      expect([uses.has(modern.id), uses.get(modern.id)]).toEqual([true, undefined])
    })
  })

  describe('calls of a second', () => {
    const key = () => `calls-${Math.random()}`
    const at = (ms: number) => new Date(NOON.getTime() + ms)

    it('are taken up to the most, however many come at once, and the rest is told when to come again', async () => {
      const one = key()
      const answers = await Promise.all(Array.from({ length: 120 }, () => store().takeCall(one, NOON, 50)))
      expect(answers.filter((answer) => answer === 'taken')).toHaveLength(50)
      for (const answer of answers.filter((each) => each !== 'taken')) expect(answer).toEqual({ retryAfterMs: 1000 })
      expect(await store().takeCall(one, at(400), 50)).toEqual({ retryAfterMs: 600 })
    })

    it('are those of any second: a burst across the turn of the clock gets no more', async () => {
      const one = key()
      const taken = async (ms: number, calls: number) => {
        const answers = await Promise.all(Array.from({ length: calls }, () => store().takeCall(one, at(ms), 10)))
        return answers.filter((answer) => answer === 'taken').length
      }
      expect(await taken(900, 6)).toBe(6)
      expect(await taken(1100, 10)).toBe(4)
      expect(await taken(1899, 10)).toBe(0)
      expect(await taken(1900, 10)).toBe(6)
      expect(await taken(2100, 10)).toBe(4)
    })

    it('do not grow by what was refused, so that an even rate at the limit is never refused', async () => {
      const one = key()
      const answers: unknown[] = []
      for (let ms = 0; ms < 3000; ms += 100) answers.push(await store().takeCall(one, at(ms), 10))
      expect(new Set(answers)).toEqual(new Set(['taken']))
    })

    it('are forgotten when nobody has called since, and not before', async () => {
      const [old, young] = [key(), key()]
      await store().takeCall(old, at(0), 1)
      await store().takeCall(young, at(500), 1)
      await store().forgetCalls(at(1))
      expect(await store().takeCall(old, at(900), 1)).toBe('taken')
      expect(await store().takeCall(young, at(900), 1)).toEqual({ retryAfterMs: 600 })
    })

    it('are counted by a slower clock too, but not by one that was an hour ahead', async () => {
      const [one, other] = [key(), key()]
      expect(await store().takeCall(one, at(500), 1)).toBe('taken')
      expect(await store().takeCall(one, NOON, 1)).toEqual({ retryAfterMs: 1500 })
      expect(await store().takeCall(other, at(3_600_000), 1)).toBe('taken')
      expect(await store().takeCall(other, NOON, 1)).toBe('taken')
    })

    it('are kept apart by key', async () => {
      expect(await Promise.all([key(), key()].map((one) => store().takeCall(one, NOON, 1)))).toEqual(['taken', 'taken'])
    })
  })

  describe('nonces', () => {
    it('accepts exactly one of a hundred concurrent copies', async () => {
      const copies = Array.from({ length: 100 }, () => store().rememberNonce('key-a', 'same', minutesLater(30)))
      expect((await Promise.all(copies)).filter(Boolean)).toHaveLength(1)
      expect(await store().rememberNonce('key-a', 'same', minutesLater(30))).toBe(false)
    })

    it('keeps the keys apart, and any text is a nonce', async () => {
      for (const nonce of ['', 'a\0b', '\ud800x', 'x'.repeat(10_000), '"],["']) {
        expect(await store().rememberNonce('key-b', nonce, minutesLater(30))).toBe(true)
        expect(await store().rememberNonce('key-c', nonce, minutesLater(30))).toBe(true)
        expect(await store().rememberNonce('key-b', nonce, minutesLater(30))).toBe(false)
      }
    })

    it('are told apart where new and repeated ones come at once, before a repetition and after it', async () => {
      const remember = (nonces: readonly string[]) =>
        Promise.all(nonces.map((nonce) => store().rememberNonce('key-e', nonce, minutesLater(30))))
      expect(await remember(['1', '2', '3'])).toEqual([true, true, true])
      expect(await remember(['4', '2', '5'])).toEqual([true, false, true])
      expect(await remember(['5', '6', '4', '7'])).toEqual([false, true, false, true])
      expect(await remember(['8', '9'])).toEqual([true, true])
      expect(await remember(['9', '10', '8'])).toEqual([false, true, false])
    })

    it('forgets what is past its time and nothing else', async () => {
      await store().rememberNonce('key-d', 'old', NOON)
      await store().rememberNonce('key-d', 'new', minutesLater(30))
      await store().forgetNonces(minutesLater(1))
      expect(await store().rememberNonce('key-d', 'old', minutesLater(30))).toBe(true)
      expect(await store().rememberNonce('key-d', 'new', minutesLater(30))).toBe(false)
    })
  })
}
