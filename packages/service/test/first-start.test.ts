import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareFirstStart } from '../src/admin/first-start.ts'
import { CALLBACK_SECRET_FIELD, createCustody } from '../src/custody/custody.ts'
import type { AccessKey, Store, Tenant } from '../src/ports/store.ts'

const keys = createCustody(randomBytes(32))
const clock = { now: () => new Date() }

let dataDir: string
let store: Store

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bonafide-test-'))
  store = memoryStore()
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** As much of a store as a first start uses. */
function memoryStore(): Store {
  const tenants: Tenant[] = []
  const accessKeys: AccessKey[] = []
  const part: Partial<Store> = {
    listTenants: async () => tenants,
    findTenant: async (id) => tenants.find((tenant) => tenant.id === id),
    createTenant: async (tenant) => void tenants.push(tenant),
    listAccessKeys: async () => accessKeys,
    createAccessKey: async (key) => void accessKeys.push(key),
  }
  return part as Store
}

const toolsWith = (change: Partial<Store>) => ({ store: { ...store, ...change }, keys, clock })
const killed = () => Promise.reject(new Error('killed'))
const start = () => prepareFirstStart(dataDir, toolsWith({}))

/** The file works: its key is the only one of its tenant, and its secret is the one that signs callbacks. */
async function expectWorkingFile(): Promise<void> {
  const path = join(dataDir, 'access-key.json')
  const file = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await store.listAccessKeys('default')).toMatchObject([{ id: file['AccessKeyId'], active: true }])
  const tenant = await store.findTenant('default')
  const secrets = tenant?.sealedCallbackSecrets.map((sealed) => keys.tenant(tenant).open(CALLBACK_SECRET_FIELD, sealed))
  expect(secrets?.map((secret) => Buffer.from(secret).toString())).toEqual([file['CallbackSecret']])
  expect((await readdir(dataDir)).filter((name) => name.endsWith('.new'))).toEqual([])
}

describe('a first start that is killed', () => {
  it('before it made the tenant is made up for by the next one', async () => {
    await expect(prepareFirstStart(dataDir, toolsWith({ createTenant: killed }))).rejects.toThrow('killed')
    await start()
    await expectWorkingFile()
  })

  it('after it made the tenant is made up for by the next one', async () => {
    await expect(prepareFirstStart(dataDir, toolsWith({ createAccessKey: killed }))).rejects.toThrow('killed')
    await start()
    await expectWorkingFile()
  })

  it('after it made the key, before the file is there, is made up for by the next one', async () => {
    const createAccessKey: Store['createAccessKey'] = async (key) => {
      await store.createAccessKey(key)
      throw new Error('killed')
    }
    await expect(prepareFirstStart(dataDir, toolsWith({ createAccessKey }))).rejects.toThrow('killed')
    expect(await start()).toBe(join(dataDir, 'access-key.json'))
    await expectWorkingFile()
  })
})

describe('a later start', () => {
  it('does not bring back the file that the operator took away', async () => {
    await start()
    await rm(join(dataDir, 'access-key.json'))
    expect(await start()).toBeUndefined()
    expect(await readdir(dataDir)).toEqual([])
  })
})
