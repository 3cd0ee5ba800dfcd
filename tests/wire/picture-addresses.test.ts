import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'

const ORDER = {
  ProductCode: 'FACE_VERIFY',
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
}
/** The head of a JPEG of 480 by 640, which is all that the test judge sees. */
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 2, 128, 1, 224, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])

let service: LiveService
let merchant: Server
let origin = ''

beforeAll(async () => {
  merchant = createServer((request, response) => {
    if (request.url === '/face.jpg?of=1') response.end(PICTURE)
    else if (request.url === '/page.html') response.end('<html>')
    else if (request.url === '/large.jpg') response.end(Buffer.concat([PICTURE, Buffer.alloc(5 * 1024 * 1024)]))
    else response.writeHead(404).end()
  })
  await new Promise<void>((up) => merchant.listen(0, '127.0.0.1', up))
  origin = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}`
  service = await startLiveService({ pictureOrigins: [origin] })
})
afterAll(async () => {
  merchant.close()
  await service.close()
})

const initialize = (query: Record<string, string>) =>
  openApiCore.call(service.host, service.credentials, { action: 'Initialize', query: { ...ORDER, ...query } })

describe('a reference face by its address', () => {
  it('is fetched and used, under either name', async () => {
    for (const name of ['FacePictureUrl', 'TargetFacePictureUrl']) {
      expect(await initialize({ [name]: `${origin}/face.jpg?of=1` })).toMatchObject({ Code: 'Success' })
    }
  })

  it.each([
    ['a page', '/page.html', 'UnqualifiedPhoto', 401],
    ['a picture of more than 5 MB', '/large.jpg', 'ToolargeImage', 401],
    ['nothing', '/missing.jpg', 'DownloadTimeout', 401],
  ])('is refused where there is %s', async (_, path, code, statusCode) => {
    await expect(initialize({ TargetFacePictureUrl: origin + path })).rejects.toMatchObject({ code, statusCode })
  })

  it.each(['http://pictures.example/face.jpg', 'https://pictures.example:8443/face.jpg'])(
    'is refused by its form: %s',
    async (address) => {
      await expect(initialize({ TargetFacePictureUrl: address })).rejects.toMatchObject({ code: 'InvalidParameter' })
    },
  )

  it('leaves no address in the log', () => {
    expect(service.logged.join('')).not.toContain('.jpg')
  })
})
