import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BROWSER_FILE_HEADERS } from './security-headers.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** One segment of a path: no dot in front, so neither hidden files nor the folder above. */
const PATH = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/

/** Serves the built browser SDK from a folder, for any page that embeds it. */
export function browserFiles(folder: string) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
      const file = await findFile(folder, request.params['*'])
      if (file === undefined) return reply.callNotFound()
      reply.headers({ ...BROWSER_FILE_HEADERS, etag: file.etag })
      if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
      return sendFile(request, reply, file)
    })
  }
}

export interface FoundFile {
  readonly path: string
  readonly size: number
  readonly etag: string
  readonly contentType: string
}

/** A file below the folder; undefined for anything else, links out of it included. */
export async function findFile(folder: string, name: string): Promise<FoundFile | undefined> {
  const contentType = CONTENT_TYPES[extname(name)] ?? 'application/octet-stream'
  if (!PATH.test(name)) return undefined
  try {
    const root = await realpath(folder)
    const path = await realpath(join(root, name))
    if (!path.startsWith(root + sep)) return undefined
    const { size, mtimeMs, isFile } = await statFile(path)
    return isFile
      ? { path, size, etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`, contentType }
      : undefined
  } catch {
    return undefined
  }
}

export function sendFile(request: FastifyRequest, reply: FastifyReply, file: FoundFile): FastifyReply {
  reply.type(file.contentType).header('content-length', file.size)
  return request.method === 'HEAD' ? reply.send() : reply.send(createReadStream(file.path))
}

async function statFile(path: string) {
  const found = await stat(path)
  return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() }
}
