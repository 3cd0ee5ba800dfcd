import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { isSignedS3Request } from './verify-s3-signature.ts'

const HOST = '127.0.0.1'
const BUCKET = 'bonafide-test'
/** Fewer than a transaction may have, so that listing goes on in pages. */
const PAGE = 3

/** What the double does instead of its work. */
export type S3Fault = 'busy' | 'reset' | 'cut-off'

export interface S3Double {
  /** Address of the bucket, as the service's setting has it. */
  readonly url: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  readonly objects: ReadonlyMap<string, Uint8Array>
  /** Answers the next requests with the fault. */
  failNext(count: number, fault: S3Fault): void
  /** How many requests came in. */
  readonly requests: number
  close(): Promise<void>
}

/** A store with the part of S3 that blobs need, in memory. Refuses what is not signed, and bodies that are not what was signed. */
export async function openS3Double(): Promise<S3Double> {
  const credentials = { accessKeyId: 'AKDOUBLE', secretAccessKey: 'a secret of the double', region: 'eu-test-1' }
  const objects = new Map<string, Uint8Array>()
  const faults: S3Fault[] = []
  let requests = 0
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((listening) => server.listen(0, HOST, listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the double has no port')

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1
    const body = await buffer(request).catch(() => Buffer.alloc(0))
    const fault = faults.shift()
    if (fault === 'busy') return answer(response, 503, errorXml('SlowDown'))
    if (fault === 'reset') return void request.socket.destroy()
    if (!isSignedS3Request(request, body, credentials)) return answer(response, 403, errorXml('SignatureDoesNotMatch'))
    const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`)
    const [, bucket, ...parts] = pathname.split('/')
    if (bucket !== BUCKET) return answer(response, 404, errorXml('NoSuchBucket'))
    if (parts.length === 0) return answer(response, 200, listing(objects, searchParams.get('prefix') ?? ''))
    carryOut(request.method ?? '', parts.join('/'), body, response, fault)
  }

  function carryOut(method: string, key: string, body: Buffer, response: ServerResponse, fault?: S3Fault): void {
    const object = objects.get(key)
    if (method === 'PUT') {
      objects.set(key, new Uint8Array(body))
      answer(response, 200, '')
    } else if (method === 'DELETE') {
      objects.delete(key)
      answer(response, 204, '')
    } else if (object === undefined) answer(response, 404, errorXml('NoSuchKey'))
    else if (fault === 'cut-off') {
      response.writeHead(200, { 'content-length': object.length + 1 })
      response.write(object)
      setImmediate(() => response.destroy())
    } else response.writeHead(200, { 'content-length': object.length }).end(object)
  }

  return {
    ...credentials,
    url: `http://${HOST}:${address.port}/${BUCKET}/some/prefix`,
    objects,
    failNext: (count, fault) => void faults.push(...Array.from({ length: count }, () => fault)),
    get requests() {
      return requests
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

function listing(objects: ReadonlyMap<string, Uint8Array>, prefix: string): string {
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort()
  const contents = keys.slice(0, PAGE).map((key) => `<Contents><Key>${key}</Key></Contents>`)
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${keys.length > PAGE}</IsTruncated>${contents.join('')}</ListBucketResult>`
}

function errorXml(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
}
