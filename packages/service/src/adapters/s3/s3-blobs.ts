import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { type Blobs, BlobsUnavailable, readBlobKey, requireBlobPrefix } from '../../ports/blobs.ts'
import { readListing } from './read-listing.ts'

/** Of one request: a piece has 1 MB, so a store that needs longer is as good as away. */
const TIMEOUT_MS = 10_000
/** A store that is busy, restarting or behind a broken connection is asked again; the pauses grow from 100 to 400 ms. */
const TRIES = 3
const FIRST_PAUSE_MS = 100
/** A transaction has at most some hundred blobs; a store that goes on listing what was deleted is not believed for ever. */
const MOST_LISTINGS = 20
const DELETED_AT_ONCE = 8

export interface S3BlobsOptions {
  /** Where the bucket is, with the prefix of all keys where there is one: `https://s3.example.com/bucket/prefix`. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

interface Asked {
  readonly method: 'GET' | 'PUT' | 'DELETE'
  readonly url: string
  readonly body?: Uint8Array
  /** Answers beside 2xx that the caller understands. */
  readonly also?: readonly number[]
}

/**
 * Blobs in a bucket of any store that speaks S3 with signatures of version 4. A store answers a PUT when it holds the
 * object durably and shows whole objects only, which is what the port promises.
 */
export function createS3Blobs(options: S3BlobsOptions): Blobs {
  const { accessKeyId, secretAccessKey, region } = options
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  const root = options.url.replace(/\/+$/, '')
  const { bucketUrl, keyPrefix } = splitAddress(root)

  async function ask(asked: Asked): Promise<Response> {
    for (let tried = 1; ; tried += 1) {
      const answer = await askOnce(client, asked)
      if (answer instanceof Response && (answer.ok || asked.also?.includes(answer.status) === true)) return answer
      const passing = !(answer instanceof Response) || answer.status >= 500 || answer.status === 429
      if (answer instanceof Response) await answer.body?.cancel()
      if (!passing || tried === TRIES) throw unavailable(asked, answer)
      await pause(FIRST_PAUSE_MS * 2 ** (tried - 1))
    }
  }

  async function list(prefix: string): Promise<readonly string[]> {
    const query = new URLSearchParams({ 'list-type': '2', 'max-keys': '1000', prefix: `${keyPrefix}${prefix}/` })
    const answer = await ask({ method: 'GET', url: `${bucketUrl}?${query}` })
    return readListing(await answer.text()).map((key) => key.slice(keyPrefix.length))
  }

  async function deleteOne(key: string): Promise<void> {
    await (await ask({ method: 'DELETE', url: `${root}/${key}`, also: [404] })).body?.cancel()
  }

  return {
    async put(key, bytes) {
      await (await ask({ method: 'PUT', url: `${root}/${pathOf(key)}`, body: bytes })).body?.cancel()
    },
    async get(key) {
      const answer = await ask({ method: 'GET', url: `${root}/${pathOf(key)}`, also: [404] })
      if (answer.status !== 404) return new Uint8Array(await readWhole(answer))
      // A bucket that is not there has lost everything, which is something else than one object that was never put.
      if ((await answer.text()).includes('<Code>NoSuchBucket<')) throw new BlobsUnavailable('There is no such bucket')
      return undefined
    },
    async delete(key) {
      await deleteOne(pathOf(key))
    },
    async deleteAll(prefix) {
      requireBlobPrefix(prefix)
      for (let listing = 0; listing < MOST_LISTINGS; listing += 1) {
        const keys = (await list(prefix)).filter((key) => key.startsWith(`${prefix}/`))
        if (keys.length === 0) return
        for (let at = 0; at < keys.length; at += DELETED_AT_ONCE) {
          await Promise.all(keys.slice(at, at + DELETED_AT_ONCE).map(deleteOne))
        }
      }
      throw new BlobsUnavailable('The store goes on listing what was deleted')
    },
  }
}

/** Tries the store out: wrong addresses and credentials are noticed at the start, not by the first caller. */
export async function requireUsable(blobs: Blobs, id: string): Promise<void> {
  const key = `start-check/${id}`
  await blobs.put(key, new TextEncoder().encode(id))
  const read = await blobs.get(key)
  await blobs.delete(key)
  if (read === undefined || new TextDecoder().decode(read) !== id) {
    throw new BlobsUnavailable('The blob store does not give back what it was given')
  }
}

async function askOnce(client: AwsClient, { method, url, body }: Asked): Promise<Response | Error> {
  try {
    const headers = {
      'x-amz-content-sha256': createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
    }
    const signed = await client.sign(url, { method, headers, ...(body === undefined ? {} : { body: copyOf(body) }) })
    return await fetch(signed, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
  } catch (error) {
    return error instanceof Error ? error : new Error('The request failed', { cause: error })
  }
}

/** What arrived in part has not arrived. */
async function readWhole(answer: Response): Promise<ArrayBuffer> {
  try {
    return await answer.arrayBuffer()
  } catch (cause) {
    throw new BlobsUnavailable('The store broke off in the middle of an object', { cause })
  }
}

/** Method and status only: an address holds ids, and an answer may repeat it. */
function unavailable({ method }: Asked, answer: Response | Error): BlobsUnavailable {
  if (answer instanceof Response) return new BlobsUnavailable(`The blob store answered ${method} with ${answer.status}`)
  return new BlobsUnavailable(`The blob store did not answer ${method}`, { cause: answer })
}

function pathOf(key: string): string {
  const { prefix, name } = readBlobKey(key)
  return `${prefix}/${name}`
}

/** `https://host/bucket/a/b` is the bucket at `https://host/bucket` with keys below `a/b/`. */
function splitAddress(root: string): { readonly bucketUrl: string; readonly keyPrefix: string } {
  const { origin, pathname } = new URL(root)
  const [bucket = '', ...prefix] = pathname.split('/').filter((part) => part !== '')
  return { bucketUrl: `${origin}/${bucket}`, keyPrefix: prefix.map((part) => `${part}/`).join('') }
}

/** `fetch` takes bytes of a buffer that is not shared. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
