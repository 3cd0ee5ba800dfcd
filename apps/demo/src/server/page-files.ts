import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'

const FOLDER = new URL('../../dist/browser/', import.meta.url)

const FILES = {
  '/bank.js': 'text/javascript; charset=utf-8',
  '/bank.css': 'text/css; charset=utf-8',
  '/tern.svg': 'image/svg+xml',
  '/figtree.woff2': 'font/woff2',
} as const

/** Addresses of the story; all of them are one page. */
const PAGES = ['/', '/details', '/check', '/result'] as const

export interface PageAddresses {
  readonly publicUrl: string
  /** Origin under which browsers reach the service. */
  readonly serviceOrigin: string
}

/** Serves the bank's page and its few files, built by `build.mjs`. */
export async function servePage(app: FastifyInstance, addresses: PageAddresses): Promise<void> {
  const { publicUrl, serviceOrigin } = addresses
  const script = serviceOrigin === publicUrl ? '/sdk/bonafide.js' : `${serviceOrigin}/sdk/bonafide.js`
  const html = (await readFile(new URL('index.html', FOLDER), 'utf8')).replace('%BONAFIDE_SCRIPT%', script)
  for (const path of PAGES) {
    app.get(path, async (request, reply) => {
      // The session's cookie belongs to one host: someone who typed another name of it would lose it on the way back.
      if (request.headers.host !== new URL(publicUrl).host) return reply.redirect(publicUrl + path, 302)
      return reply.type('text/html; charset=utf-8').send(html)
    })
  }
  for (const [path, type] of Object.entries(FILES)) {
    const bytes = await readFile(new URL(`.${path}`, FOLDER))
    app.get(path, async (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(bytes))
  }
}
