import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandError, type CommandIo } from '../../define-command.ts'
import { numberOption } from '../../number-option.ts'
import type { OpenEngine } from '../../open-engine.ts'
import { readKeyFile } from '../../verify/read-key-file.ts'
import { startServerProcess } from '../server-process.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { openCountingRelay } from './counting-relay.ts'
import { pressOn, type Seen } from './press-on.ts'

export interface CaptureBenchOptions {
  readonly chromium: string
  readonly runs: string
}

/** What one whole verification on one network cost. */
export interface CaptureRun extends Seen {
  readonly network: string
  readonly kilobytesUp: number
  readonly kilobytesDown: number
}

/** Bits a second and round trips: none, and those of a phone far from its mast (issue: 400 kbit/s). */
const NETWORKS = [
  { name: 'loopback', bitsPerSecond: undefined, latencyMs: 0 },
  { name: '400 kbit/s, 200 ms', bitsPerSecond: 400_000, latencyMs: 200 },
] as const
const PHONE = { width: 390, height: 844, deviceScaleFactor: 2, mobile: true }
const SEED = 7

/** Lets a phone-sized Chromium go through eKYC_PRO on every network; cameras are drawn, everything else is real. */
export async function measureCapture(
  { chromium: program, runs }: CaptureBenchOptions,
  engine: OpenEngine,
  io: Pick<CommandIo, 'progress'>,
): Promise<readonly CaptureRun[]> {
  io.progress('preparing the person before the camera')
  const cameras = await drawCameras(engine)
  const chromium = await startChromium(program)
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-bench-'))
  try {
    const server = await startServerProcess({ kind: 'service', dataDir })
    try {
      return await verifyOnEach(numberOption('--runs', runs, 1, 100), { server, chromium, cameras }, io)
    } finally {
      await server.stop()
    }
  } finally {
    await chromium.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function verifyOnEach(
  runs: number,
  setting: Omit<Setting, 'network'>,
  io: Pick<CommandIo, 'progress'>,
): Promise<readonly CaptureRun[]> {
  const measured: CaptureRun[] = []
  for (const network of NETWORKS) {
    for (let run = 0; run < runs; run += 1) {
      io.progress(`one verification on ${network.name}`)
      measured.push(await verifyOnce({ ...setting, network }))
    }
  }
  return measured
}

/** Lines for people. */
export function captureTable(runs: readonly CaptureRun[]): readonly string[] {
  const row = (...cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(20) : cell.padStart(12))).join('')
  return [
    row('network', 'KB sent', 'KB received', 'guide ms', 'guidance ms', 'whole ms', 'code'),
    ...runs.map(({ network, kilobytesUp, kilobytesDown, guideMs, guidanceMs, wholeMs, code }) =>
      row(network, ...[kilobytesUp, kilobytesDown, guideMs, guidanceMs, wholeMs].map((n) => n.toFixed(0)), code),
    ),
  ]
}

async function drawCameras({ tools, pictures }: OpenEngine): Promise<string> {
  const lab = await import('@bonafide/lab')
  const still = await lab.demoStill('ada-selfie', pictures)
  const portrait = await lab.cutPortrait(await lab.demoStill('ada-document', pictures), tools)
  const page = await lab.renderPassport({ fields: lab.specimenFields(SEED, {}), portrait, seed: SEED })
  return lab.cameraScript({
    clips: await lab.cameraClips(await lab.createPuppet(still, tools), pictures, SEED),
    document: await pictures.encodeJpeg(lab.photograph(page, { difficulty: 'easy', seed: SEED }), 92),
  })
}

interface Setting {
  readonly server: { readonly url: string; readonly keyFile?: string }
  readonly chromium: Chromium
  readonly cameras: string
  readonly network: (typeof NETWORKS)[number]
}

async function verifyOnce({ server, chromium, cameras, network }: Setting): Promise<CaptureRun> {
  const address = await initialize(server)
  const relay = await openCountingRelay(server.url)
  try {
    const page = await chromium.openPage()
    await page.send('Page.enable')
    await page.send('Network.enable')
    await page.send('Emulation.setDeviceMetricsOverride', PHONE)
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: cameras })
    const { bitsPerSecond, latencyMs: latency } = network
    const throughput = bitsPerSecond === undefined ? -1 : bitsPerSecond / 8
    const slow = { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput }
    await page.send('Network.emulateNetworkConditions', slow)
    await page.send('Page.navigate', { url: address.replace(new URL(address).origin, relay.origin) })
    const expression = `(${pressOn.toString()})()`
    const answer = await page.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    return { network: network.name, ...seenIn(answer), ...kilobytes(relay.bytes) }
  } finally {
    await relay.close()
  }
}

async function initialize({ url, keyFile }: Setting['server']): Promise<string> {
  if (keyFile === undefined) throw new CommandError('The service of the bench wrote no access key')
  const { createClient } = await import('@bonafide/server-sdk')
  const client = createClient({ endpoint: url, ...(await readKeyFile(keyFile)) })
  const { transactionUrl } = await client.initialize({
    productCode: 'eKYC_PRO',
    merchantBizId: randomBytes(16).toString('hex'),
    merchantUserId: randomBytes(8).toString('hex'),
    metaInfo: { deviceType: 'h5', appName: 'bonafide-cli', sdkVersion: '0.1.0' },
    docType: 'GLB03002',
  })
  if (transactionUrl === undefined) throw new CommandError('Initialize gave no address for a browser')
  return transactionUrl
}

function seenIn({ result, exceptionDetails }: Readonly<Record<string, unknown>>): Seen {
  if (exceptionDetails !== undefined) {
    throw new CommandError(`The check broke off in the browser: ${JSON.stringify(exceptionDetails)}`)
  }
  const value = typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined
  if (typeof value !== 'object' || value === null) throw new CommandError('The page of the check was not found')
  return value as Seen
}

function kilobytes({ up, down }: { readonly up: number; readonly down: number }) {
  return { kilobytesUp: Math.round(up / 1000), kilobytesDown: Math.round(down / 1000) }
}
