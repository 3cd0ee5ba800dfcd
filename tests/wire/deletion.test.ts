import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { administer, createLog, type Deletion, isSignedReceipt, readConfig, readReceipt } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishVerification } from './finish-verification.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'

const ORDER = {
  ProductCode: 'eKYC_PRO',
  DocType: 'GLB03002',
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
}

let service: LiveService
beforeAll(async () => {
  service = await startLiveService()
})
afterAll(() => service.close())

const ask = (action: string, query: Record<string, string>) =>
  openApiCore.call(service.host, service.credentials, { action, query })

async function begun(): Promise<string> {
  const { Result } = await ask('Initialize', ORDER)
  return String(new Map(Object.entries(Result ?? {})).get('TransactionId'))
}

async function finished(): Promise<string> {
  const id = await begun()
  await finishVerification(service, id)
  return id
}

async function resultOf(id: string): Promise<ReadonlyMap<string, unknown>> {
  const query = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId, IsReturnImage: 'Y' }
  const { Result } = await ask('CheckResult', query)
  return new Map(Object.entries(Result ?? {}))
}

const remove = (id: string, more: Record<string, string> = {}) =>
  ask('DeleteVerifyResult', { TransactionId: id, ...more })

async function filesOf(id: string): Promise<readonly string[]> {
  const entries = await readdir(join(service.dataDir, 'blobs'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && entry.parentPath.endsWith(id)).map(({ name }) => name)
}

async function receiptKey(): Promise<string> {
  const { config } = readConfig({}, { dataDir: service.dataDir })
  const log = createLog('silent', { write: () => undefined })
  const answer = await administer(config, { command: 'receipts.key', args: {} }, log)
  return String(new Map(Object.entries(answer ?? {})).get('publicKey'))
}

const unknown = expect.objectContaining({ code: 'TransactionIdInvalid' })

describe('DeleteVerifyResult', () => {
  it('deletes everything: no result, no file, and a receipt that anybody can check', async () => {
    const id = await finished()
    expect(await filesOf(id)).not.toEqual([])
    const answer = await remove(id)
    expect(answer).toMatchObject({ Code: '200', Result: { TransactionId: id, DeleteResult: 'Y' } })
    await expect(resultOf(id)).rejects.toEqual(unknown)
    expect(await filesOf(id)).toEqual([])
    await expect(remove(id)).rejects.toEqual(unknown)
    const receipt = readReceipt(String(new Map(Object.entries(answer['Result'] ?? {})).get('Receipt')))
    expect(receipt).toMatchObject({ transactionId: id, kind: 'All', reason: 'asked' })
    expect(isSignedReceipt(receipt, await receiptKey())).toBe(true)
  })

  it('deletes the pictures alone: the answer has everything but them', async () => {
    const id = await finished()
    expect(String((await resultOf(id)).get('ExtFaceInfo'))).toContain('faceImg')
    expect(await remove(id, { DeleteType: 'Img' })).toMatchObject({ Result: { DeleteResult: 'Y' } })
    const left = await resultOf(id)
    expect(left.get('ExtIdInfo')).toContain('ERIKSSON')
    expect(`${left.get('ExtIdInfo')}${left.get('ExtFaceInfo')}`).not.toMatch(/idImage|faceImg/)
    expect(await filesOf(id)).toEqual([])
  })

  it('deletes what is written alone: the verdict stays', async () => {
    const id = await finished()
    await remove(id, { DeleteType: 'Text' })
    expect([...(await resultOf(id))]).toEqual([
      ['Passed', 'Y'],
      ['SubCode', '200'],
      ['EkycResult', 'Success'],
    ])
    expect(await filesOf(id)).not.toEqual([])
    await remove(id, { DeleteType: 'Img' })
    expect(await filesOf(id)).toEqual([])
    expect((await resultOf(id)).get('Passed')).toBe('Y')
  })

  it('deletes after a query only what was queried', async () => {
    const id = await finished()
    expect(await remove(id, { DeleteAfterQuery: 'Y' })).toMatchObject({ Result: { DeleteResult: 'N' } })
    await resultOf(id)
    expect(await remove(id, { DeleteAfterQuery: 'Y' })).toMatchObject({ Result: { DeleteResult: 'Y' } })
    await expect(resultOf(id)).rejects.toEqual(unknown)
  })

  it('deletes what is only begun as a whole, and has no parts of it', async () => {
    const id = await begun()
    await expect(remove(id, { DeleteType: 'Img' })).rejects.toMatchObject({ code: 'ProcessNotCompleted' })
    expect(await remove(id)).toMatchObject({ Result: { DeleteResult: 'Y' } })
    await expect(finishVerification(service, id)).rejects.toThrow('transaction-invalid')
  })

  it('knows nothing of the transactions of others', async () => {
    const id = await finished()
    const stranger = { accessKeyId: 'stranger', accessKeySecret: 'secret' }
    await service.insertKey(stranger)
    const call = { action: 'DeleteVerifyResult', query: { TransactionId: id } }
    await expect(openApiCore.call(service.host, stranger, call)).rejects.toEqual(unknown)
    expect((await resultOf(id)).get('Passed')).toBe('Y')
  })
})

describe('an older backup', () => {
  it('brings nothing back that was deleted since, by whatever way', async () => {
    const [all, img, text, kept] = [await finished(), await finished(), await finished(), await finished()]
    const backup = `${service.dataDir}.backup`
    await service.restart(() => cp(service.dataDir, backup, { recursive: true }))
    await remove(all)
    await remove(img, { DeleteType: 'Img' })
    await remove(text, { DeleteType: 'Text' })
    await service.restart(async () => {
      await rm(service.dataDir, { recursive: true })
      await cp(backup, service.dataDir, { recursive: true })
      expect(await filesOf(all)).not.toEqual([])
    })
    await rm(backup, { recursive: true })
    await expect(resultOf(all)).rejects.toEqual(unknown)
    expect(await filesOf(all)).toEqual([])
    expect(await filesOf(img)).toEqual([])
    expect(`${(await resultOf(img)).get('ExtFaceInfo')}`).not.toContain('faceImg')
    expect((await resultOf(text)).has('ExtIdInfo')).toBe(false)
    expect((await resultOf(kept)).get('ExtIdInfo')).toContain('idImage')
  }, 60_000)

  it('does not start beside a log that this installation did not sign', async () => {
    const log = `${service.dataDir}.deletions.log`
    const before = await readFile(log, 'utf8')
    const forged: Deletion & { v: 1 } = { v: 1, ...readReceipt(before.split('\n')[0] ?? ''), transactionId: 'another' }
    const withForged = service.restart(() => writeFile(log, `${before}${JSON.stringify(forged)}\n`))
    await expect(withForged).rejects.toMatchObject({ code: 'deletion-forged' })
    await service.restart(() => writeFile(log, before))
    expect((await ask('KeepaliveIntl', {}))['Code']).toBe('Success')
  }, 60_000)

  it('is complete again when the log was lost: the data knows what was deleted', async () => {
    const log = `${service.dataDir}.deletions.log`
    const before = (await readFile(log, 'utf8')).split('\n').sort()
    await service.restart(() => rm(log))
    expect((await readFile(log, 'utf8')).split('\n').sort()).toEqual(before)
  }, 60_000)
})
