import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lanCertificate } from '../../scripts/start/lan-certificate.mjs'
import { type Credentials, type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'
import { addressOf, authorizeUpload, postForm } from './upload-file.ts'

const SDK = fileURLToPath(new URL('./upload-like-the-sdk.mjs', import.meta.url))
const ORDER = {
  ProductCode: 'FACE_VERIFY',
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
}

let service: LiveService
let certificates = ''
let front: Server

beforeAll(async () => {
  certificates = await mkdtemp(join(tmpdir(), 'bonafide-ca-'))
  const { certificate, key } = await lanCertificate(certificates, [])
  // What a proxy does in production: ends TLS for the upload host and passes the bytes on.
  front = createServer({ cert: certificate, key }, (socket) => {
    const { hostname, port } = new URL(service.url)
    const behind = connect(Number(port), hostname)
    socket.pipe(behind).pipe(socket)
    for (const end of [socket, behind]) end.on('error', () => void [socket, behind].map((one) => one.destroy()))
  })
  await new Promise<void>((up) => front.listen(0, '127.0.0.1', up))
  // Bucket `127`, Endpoint `0.0.1:PORT`: joined, they are an address.
  service = await startLiveService({ uploadHost: `127.0.0.1:${(front.address() as AddressInfo).port}` })
})
afterAll(async () => {
  front.close()
  await service.close()
  await rm(certificates, { recursive: true, force: true })
})

interface Order {
  readonly files: Readonly<Record<string, Uint8Array>>
  readonly query?: Readonly<Record<string, string>>
  readonly credentials?: Credentials
  readonly forged?: string
  readonly again?: boolean
}

/** InitializeV2 with files, as an SDK would call it. */
async function initialize({ files, query = {}, credentials = service.credentials, ...rest }: Order) {
  const encoded = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])
  const order = { ...rest, files: Object.fromEntries(encoded), query: { ...ORDER, ...query }, action: 'InitializeV2' }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [SDK, JSON.stringify({ ...order, host: service.host, credentials })],
    {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: join(certificates, 'certificate.pem') },
      maxBuffer: 32 * 1024 * 1024,
    },
  )
  return JSON.parse(stdout) as { readonly body?: unknown; readonly error?: unknown }
}

/** The first bytes of a JPEG of 480 by 640, and noise behind it. */
function picture(size: number): Uint8Array {
  const head = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 2, 128, 1, 224, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
  return Uint8Array.from([...head, ...randomBytes(size - head.length - 2), 0xff, 0xd9])
}

async function blobs(): Promise<readonly string[]> {
  const entries = await readdir(join(service.dataDir, 'blobs'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const uploadsOf = async () => (await blobs()).filter((path) => path.includes('/upl_'))

describe('a file of an Advance call', () => {
  it('is uploaded as the official clients do it, used once, and gone', async () => {
    const answer = await initialize({ files: { TargetFacePictureFile: picture(60_000) } })
    expect(answer).toMatchObject({ body: { Code: 'Success', Result: { TransactionId: expect.any(String) } } })
    expect(await uploadsOf()).toEqual([])
  })

  it('stands above a picture that is given otherwise', async () => {
    const query = { TargetFacePictureUrl: 'https://pictures.example/never-fetched.jpg' }
    const answer = await initialize({ files: { TargetFacePictureFile: picture(50_000) }, query })
    expect(answer).toMatchObject({ body: { Code: 'Success' } })
  })

  it('is refused when it is named a second time', async () => {
    const answer = await initialize({ files: { FacePictureFile: picture(50_000) }, again: true })
    expect(answer).toMatchObject({ error: { code: 'InvalidParameter', statusCode: 400 } })
  })

  it('is refused under a signature that is not ours, and lies nowhere', async () => {
    const answer = await initialize({ files: { FacePictureFile: picture(50_000) }, forged: 'f'.repeat(64) })
    expect(answer).toMatchObject({ body: { posted: { status: 403, Error: { Code: 'AccessDenied' } } } })
    expect(await uploadsOf()).toEqual([])
  })

  it('may have 10 MB and nothing more', async () => {
    const form = async (bytes: Uint8Array) => (await postForm(service, await authorizeUpload(service), bytes)).status
    expect(await form(picture(10 * 1024 * 1024))).toBe(201)
    expect(await form(picture(10 * 1024 * 1024 + 1))).toBe(400)
    expect(await form(new Uint8Array())).toBe(400)
  })

  it('fills its place once, lies there sealed, and belongs to its tenant', async () => {
    const place = await authorizeUpload(service)
    const mine = picture(60_000)
    expect((await postForm(service, place, mine)).status).toBe(201)
    const again = await postForm(service, place, picture(60_000))
    expect([again.status, await again.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')])
    const [path = ''] = (await uploadsOf()).filter((one) => one.includes(place.ObjectKey))
    expect((await readFile(path)).includes(Buffer.from(mine.subarray(100, 200)))).toBe(false)

    const stranger = { accessKeyId: 'stranger', accessKeySecret: 'secret' }
    await service.insertKey(stranger)
    const named = { ...ORDER, FacePictureFile: addressOf(place) }
    const call = { action: 'InitializeV2', query: named }
    await expect(openApiCore.call(service.host, stranger, call)).rejects.toMatchObject({ code: 'InvalidParameter' })
    expect((await openApiCore.call(service.host, service.credentials, call))['Code']).toBe('Success')
  })

  it('is refused from any other address, without a request to it', async () => {
    for (const address of ['http://169.254.169.254/upl_x', 'http://127.0.0.1/upl_x', `http://${service.host}/upl_x`]) {
      const call = { action: 'InitializeV2', query: { ...ORDER, FacePictureFile: address } }
      await expect(openApiCore.call(service.host, service.credentials, call)).rejects.toMatchObject({
        code: 'InvalidParameter',
      })
    }
  })

  it('is refused as XML, whatever the form is', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'Multipart/Form-Data; boundary=""']) {
      const response = await fetch(service.url, { method: 'POST', headers: { 'content-type': type }, body: '--x\r\n' })
      expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/xml'])
      expect(await response.text()).toContain('<Code>MalformedPOSTRequest</Code>')
    }
  })
})

describe('a service without an upload host', () => {
  it('says that the account has no uploads', async () => {
    const plain = await startLiveService()
    try {
      await expect(authorizeUpload(plain)).rejects.toMatchObject({
        code: 'Forbidden.AccountAccessDenied',
        statusCode: 403,
      })
    } finally {
      await plain.close()
    }
  })
})
