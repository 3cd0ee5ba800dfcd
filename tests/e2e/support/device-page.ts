import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { DeviceReport } from '@bonafide/protocol'
import { build } from 'esbuild'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { POLICY_REPORTS_PATH } from '../../../packages/service/src/http/policy-reports.ts'
import { hostedPageHeaders } from '../../../packages/service/src/http/security-headers.ts'
import { standsAt } from './manners.ts'

const ENTRY = fileURLToPath(new URL('./report-device.ts', import.meta.url))

/** A page under the headers of the hosted one, with the SDK's own report and nothing else of it. */
export interface DevicePage {
  /** Opens it in a fresh context, lets a camera run for a moment, and answers the report and the name in the request. */
  report(browser: Browser, visit?: Visit): Promise<ReportedDevice>
  /** Violations of the policy. */
  readonly violations: readonly string[]
  close(): Promise<void>
}

export interface Visit {
  /** Runs before the page's own scripts, in every frame: what somebody did to this browser. */
  readonly before?: string
  /** Whether the page brings a canvas as its camera, as a test account may. */
  readonly bringsCanvas?: boolean
  readonly context?: BrowserContextOptions
}

export interface ReportedDevice {
  readonly report: DeviceReport
  readonly requestUserAgent: string
}

export async function openDevicePage(): Promise<DevicePage> {
  const bundled = await build({
    entryPoints: [ENTRY],
    bundle: true,
    format: 'iife',
    write: false,
    conditions: ['bonafide-source'],
  })
  const script = bundled.outputFiles[0]?.text ?? ''
  const violations: string[] = []
  let requestUserAgent = ''
  const server = createServer((request, response) => {
    requestUserAgent = request.headers['user-agent'] ?? ''
    if (request.url === POLICY_REPORTS_PATH) {
      request.on('data', (chunk) => violations.push(String(chunk)))
      response.writeHead(204).end()
    } else if (request.url === '/script.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else response.writeHead(200, { 'content-type': 'text/html', ...hostedPageHeaders([]) }).end(PAGE)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  standsAt(`http://localhost:${port}`)
  return {
    violations,
    async report(browser, { before, bringsCanvas = false, context: options = {} } = {}) {
      const context = await browser.newContext(options)
      try {
        if (before !== undefined) await context.addInitScript({ content: before })
        const page = await context.newPage()
        await page.goto(`http://localhost:${port}/`)
        const report = await page.evaluate((brings) => window.reportDevice(brings), bringsCanvas)
        return { report, requestUserAgent }
      } finally {
        await context.close()
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const PAGE = '<!doctype html><title>device</title><script src="/script.js"></script>'
