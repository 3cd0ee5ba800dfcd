import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { administer, createLog, readConfig } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Credentials, type LiveService, startLiveService } from './live-service.ts'
import { type OfficialClient, openApiClient, openApiCore, openApiCoreV2 } from './official-clients.ts'
import { type ObjectKey, putObject, type TemporaryKey } from './put-object.ts'

const UPLOAD_HOST = 'uploads.idv.example.com'

let service: LiveService
beforeAll(async () => {
  service = await startLiveService({ uploadHost: UPLOAD_HOST })
})
afterAll(() => service.close())

async function askForObjects(client = openApiCore, credentials: Credentials = service.credentials): Promise<ObjectKey> {
  const call = { action: 'TempAccessTokenIntl', form: { Type: 'faces' } }
  return (await client.call(service.host, credentials, call))['Data'] as ObjectKey
}

async function addressOf(name: string, client = openApiCore, credentials: Credentials = service.credentials) {
  const call = { action: 'TempOssUrlIntl', form: { ObjectName: name } }
  return String(new Map(Object.entries((await client.call(service.host, credentials, call))['Data'] ?? {})).get('Url'))
}

const codeOf = async (response: Response) => [response.status, /<Code>(\w+)</.exec(await response.text())?.[1]]

async function lend(change: Readonly<Record<string, unknown>> = {}) {
  const { config } = readConfig({}, { dataDir: service.dataDir })
  const args = { id: service.credentials.accessKeyId, minutes: 60, ...change }
  const key = await administer(config, { command: 'keys.lend', args }, createLog('silent', { write: () => undefined }))
  const { AccessKeyId, AccessKeySecret, SecurityToken } = key as TemporaryKey
  return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken, type: 'sts' }
}

describe.each([openApiCore, openApiClient].map((client) => [client.name, client] as const))('%s', (_, client) => {
  it('gets a key by TempAccessTokenIntl, sends an object with it, and reads it where TempOssUrlIntl says', async () => {
    const key = await askForObjects(client)
    expect(key).toMatchObject({ BucketName: 'uploads', OssEndPoint: 'idv.example.com' })
    expect(key.FileNamePrefix).toMatch(/^faces\/[0-9a-f]{32}\/$/)
    const [name, bytes] = [`${key.FileNamePrefix}jürgen müller.jpg`, randomBytes(70_000)]
    const put = await putObject(service, key, name, bytes)
    expect([put.status, put.headers.get('etag')]).toEqual([
      200,
      `"${createHash('md5').update(bytes).digest('hex').toUpperCase()}"`,
    ])
    const read = await fetch(await addressOf(name, client))
    expect([read.status, read.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('is refused an address of what was never sent', async () => {
    await expect(addressOf('faces/none.jpg', client)).rejects.toMatchObject({ code: 'InvalidParameter' })
    const missing = client.call(service.host, service.credentials, { action: 'TempOssUrlIntl' })
    await expect(missing).rejects.toMatchObject({ code: 'MissingParameter' })
    const type = { action: 'TempAccessTokenIntl', form: { Type: '../..' } }
    await expect(client.call(service.host, service.credentials, type)).rejects.toMatchObject({
      code: 'InvalidParameter',
    })
  })
})

describe('an object', () => {
  it('is written once, lies sealed under no name, and is seen by its account alone', async () => {
    const key = await askForObjects()
    const [name, bytes] = [`${key.FileNamePrefix}person.jpg`, randomBytes(5000)]
    expect((await putObject(service, key, name, bytes)).status).toBe(200)
    expect(await codeOf(await putObject(service, key, name, randomBytes(5000)))).toEqual([409, 'FileAlreadyExists'])
    const entries = await readdir(join(service.dataDir, 'blobs'), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    expect(files.some((path) => path.includes('person'))).toBe(false)
    for (const path of files) expect((await readFile(path)).includes(bytes.subarray(0, 64))).toBe(false)
    const stranger = { accessKeyId: 'object-stranger', accessKeySecret: 'secret' }
    await service.insertKey(stranger)
    await expect(addressOf(name, openApiCore, stranger)).rejects.toMatchObject({ code: 'InvalidParameter' })
  })

  it('is refused outside of the names that the key was given for, and with bytes that are not the ones named', async () => {
    const [key, other] = [await askForObjects(), await askForObjects()]
    const bytes = randomBytes(100)
    expect(await codeOf(await putObject(service, key, `${other.FileNamePrefix}a.jpg`, bytes))).toEqual([
      403,
      'AccessDenied',
    ])
    expect(await codeOf(await putObject(service, key, key.FileNamePrefix, bytes))).toEqual([403, 'AccessDenied'])
    const wrong = { 'content-md5': createHash('md5').update('other').digest('base64') }
    expect(await codeOf(await putObject(service, key, `${key.FileNamePrefix}a.jpg`, bytes, wrong))).toEqual([
      400,
      'InvalidDigest',
    ])
    expect(await codeOf(await putObject(service, key, `${key.FileNamePrefix}a.jpg`, new Uint8Array()))).toEqual([
      400,
      'EntityTooSmall',
    ])
    const large = new Uint8Array(10 * 1024 * 1024 + 1)
    expect(await codeOf(await putObject(service, key, `${key.FileNamePrefix}a.jpg`, large))).toEqual([
      400,
      'EntityTooLarge',
    ])
  })

  it('is refused with another secret, another token, an old date, a permanent key and any other form', async () => {
    const key = await askForObjects()
    const [name, bytes] = [`${key.FileNamePrefix}b.jpg`, randomBytes(100)]
    const put = async (change: Partial<ObjectKey>, headers = {}) =>
      codeOf(await putObject(service, { ...key, ...change }, name, bytes, headers))
    expect(await put({ AccessKeySecret: 'x' })).toEqual([403, 'SignatureDoesNotMatch'])
    expect(await put({ SecurityToken: 'x' })).toEqual([403, 'InvalidSecurityToken'])
    expect(await put({ AccessKeyId: (await askForObjects()).AccessKeyId })).toEqual([403, 'InvalidSecurityToken'])
    expect(await put({}, { 'x-oss-date': new Date(Date.now() - 16 * 60_000).toUTCString() })).toEqual([
      403,
      'RequestTimeTooSkewed',
    ])
    expect(await put({ AccessKeyId: service.credentials.accessKeyId })).toEqual([403, 'InvalidAccessKeyId'])
    const lent = await lend()
    const calls = { AccessKeyId: lent.accessKeyId, AccessKeySecret: lent.accessKeySecret }
    expect(await put({ ...calls, SecurityToken: lent.securityToken })).toEqual([403, 'InvalidSecurityToken'])
    const version4 = { authorization: 'OSS4-HMAC-SHA256 Credential=x' }
    const other = await fetch(`${service.url}/${name}`, { method: 'PUT', headers: version4, body: 'x' })
    expect(await codeOf(other)).toEqual([501, 'NotImplemented'])
  })

  it('and its address are over after their time', async () => {
    const key = await askForObjects()
    const name = `${key.FileNamePrefix}c.jpg`
    await putObject(service, key, name, randomBytes(100))
    const address = await addressOf(name)
    try {
      service.setClock(new Date(Date.now() + 16 * 60_000))
      expect((await fetch(address)).status).toBe(404)
      service.setClock(new Date(Date.now() + 61 * 60_000))
      expect(await codeOf(await putObject(service, key, `${key.FileNamePrefix}d.jpg`, randomBytes(9)))).toEqual([
        403,
        'SecurityTokenExpired',
      ])
    } finally {
      service.setClock(undefined)
    }
    expect((await fetch(`${service.url}/objects/${'A'.repeat(200)}`)).status).toBe(404)
  })

  it('is not taken where no upload host is set', async () => {
    const plain = await startLiveService()
    try {
      const call = { action: 'TempAccessTokenIntl' }
      await expect(openApiCore.call(plain.host, plain.credentials, call)).rejects.toMatchObject({
        code: 'Forbidden.AccountAccessDenied',
      })
    } finally {
      await plain.close()
    }
  })
})

describe('a key that was lent', () => {
  const keepAlive = (key: Credentials, client: OfficialClient = openApiCore) =>
    client.call(service.host, key, { action: 'KeepaliveIntl' })

  it('makes calls with all three official ways of signing, its token beside it', async () => {
    const key = await lend()
    for (const client of [openApiCore, openApiCoreV2, openApiClient]) {
      expect(await keepAlive(key, client)).toMatchObject({ Code: 'Success' })
    }
  })

  it('is refused without its token, with that of another, with a changed one, and after its time', async () => {
    const [key, other] = [await lend(), await lend()]
    const { securityToken: _none, type: _type, ...bare } = key
    await expect(keepAlive(bare)).rejects.toMatchObject({ code: 'InvalidSecurityToken.Malformed' })
    const swapped = { ...key, securityToken: other.securityToken }
    await expect(keepAlive(swapped)).rejects.toMatchObject({ code: 'InvalidSecurityToken.MismatchWithAccessKey' })
    await expect(keepAlive({ ...key, accessKeySecret: other.accessKeySecret })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    })
    const objects = await askForObjects()
    const stray = { accessKeyId: objects.AccessKeyId, accessKeySecret: objects.AccessKeySecret }
    await expect(keepAlive({ ...key, ...stray, securityToken: objects.SecurityToken })).rejects.toMatchObject({
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
    })
    try {
      service.setClock(new Date(Date.now() - 61 * 60_000))
      const old = await lend()
      service.setClock(undefined)
      await expect(keepAlive(old)).rejects.toMatchObject({ code: 'InvalidSecurityToken.Expired' })
    } finally {
      service.setClock(undefined)
    }
  })

  it('may do what was named of what its lender may, and ends with it', async () => {
    const key = await lend({ allow: ['CheckResult'] })
    await expect(keepAlive(key)).rejects.toMatchObject({ code: 'Forbidden.RAMUserAccessDenied' })
    await expect(askForObjects(openApiCore, await lend())).rejects.toMatchObject({
      code: 'Forbidden.RAMUserAccessDenied',
    })
    const lender = { accessKeyId: 'lender', accessKeySecret: 'secret' }
    await service.insertKey(lender)
    const theirs = await lend({ id: lender.accessKeyId })
    expect(await keepAlive(theirs)).toMatchObject({ Code: 'Success' })
    await service.changeKey(lender.accessKeyId, { active: false })
    await expect(keepAlive(theirs)).rejects.toMatchObject({ code: 'InvalidAccessKeyId.Inactive' })
  })
})
