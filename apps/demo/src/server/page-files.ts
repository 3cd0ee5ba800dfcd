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
export function servePage(app: FastifyInstance, { publicUrl, serviceOrigin }: PageAddresses): void {
  const script = serviceOrigin === publicUrl ? '/sdk/v1/bonafide.js' : `${serviceOrigin}/sdk/v1/bonafide.js`
  for (const path of PAGES) {
    app.get(path, async (request, reply) => {
      // The session's cookie belongs to one host: someone who typed another name of it would lose it on the way back.
      if (request.headers.host !== new URL(publicUrl).host) return reply.redirect(publicUrl + path, 302)
      const html = await readFile(new URL('index.html', FOLDER), 'utf8')
      return reply.type('text/html; charset=utf-8').send(html.replace('%BONAFIDE_SCRIPT%', script))
    })
  }
  for (const [path, type] of Object.entries(FILES)) {
    app.get(path, async (_request, reply) => {
      const bytes = await readFile(new URL(`.${path}`, FOLDER))
      return reply.type(type).header('cache-control', 'no-cache').send(bytes)
    })
  }
}
