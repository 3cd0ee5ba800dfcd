import { createHash, webcrypto } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type AttemptRequest,
  CHANNEL_HEADERS,
  type ChallengeView,
  type ChannelProblemCode,
  type Claims,
  type ClientConfig,
  type DeviceReport,
  type Manifest,
  parseClaims,
  type ReadingView,
  type SessionView,
  type StepView,
  type SubmitRequest,
  signedText,
  unpackMaterial,
} from '@bonafide/protocol'
// The service's own: what a browser may do here is what it may do there.
import { POLICY_REPORTS_PATH } from '../../service/src/http/policy-reports.ts'
import { BROWSER_FILE_HEADERS, hostedPageHeaders, SECURITY_HEADERS } from '../../service/src/http/security-headers.ts'

/** What a test wants of its transaction. */
export interface FakeSetup {
  readonly steps?: readonly StepView[]
  readonly config?: Partial<ClientConfig>
  readonly protocol?: string
  /** Whether it is a transaction of a test account. */
  readonly testCamera?: true
  readonly result?: 1000 | 1001
  /** What is shown at the reading step, where a test wants something else; `none` when nothing could be read. */
  readonly reading?: ReadingView | 'none'
  /** How many requests after the first are cut without an answer, to try the retries. */
  readonly cut?: (method: string, path: string) => boolean
  /** Origins that may frame the page. */
  readonly parents?: readonly string[]
  /** A challenge that is over soon, where a test is not about it. */
  readonly brief?: boolean
  /** The colours that are asked for, where a test wants others. */
  readonly flashes?: ChallengeView['flashes']
  /** The merchant's own texts. */
  readonly texts?: SessionView['texts']
  /** The merchant's own pictures, told once as by the service. */
  readonly pictures?: SessionView['pictures']
  /** How large the pieces of an upload may be, where a test wants many. */
  readonly pieceBytes?: number
}

export interface FakeService {
  readonly origin: string
  /** Makes a transaction and gives its address. */
  readonly start: (setup?: FakeSetup) => { readonly id: string; readonly url: string }
  readonly transaction: (id: string) => FakeTransaction | undefined
  /** All paths that were asked for, and the reports of violated policy. */
  readonly requests: string[]
  readonly violations: string[]
  readonly close: () => Promise<void>
}

export interface FakeTransaction {
  readonly setup: FakeSetup
  readonly materials: Manifest[]
  /** What was claimed at each reading step. */
  readonly claims: Claims[]
  readonly reports: DeviceReport[]
  /** The device token of each submission. */
  readonly tokens: (string | undefined)[]
  /** What came beside the frames, or why nothing did. */
  readonly clips: (Uint8Array | string | undefined)[]
  readonly left: number[]
  readonly sequences: number[]
  key: webcrypto.CryptoKey | undefined
  publicKey: string | undefined
  lastSequence: number
  done: number
  attempts: Map<string, { step: string; pieces: Map<number, Uint8Array>; submitted?: true }>
  state: SessionView['state']
}

export const PASSPORT_AND_FACE: readonly StepView[] = [
  { id: 'document-01', kind: 'document', done: false, documentType: 'GLB03002', aspect: 1.42 },
  { id: 'face', kind: 'face', done: false, flashes: true },
]

/** With a page on which the person sees what was read, and may say otherwise. */
export const PASSPORT_READ_AND_FACE: readonly StepView[] = [
  ...PASSPORT_AND_FACE.slice(0, 1),
  { id: 'reading', kind: 'reading', done: false },
  ...PASSPORT_AND_FACE.slice(1),
]

const READING: ReadingView = {
  mayEdit: true,
  retakes: [{ page: '01', step: 'document-01' }],
  fields: [
    { page: '01', name: 'surname', field: 'surname', value: 'ERIKSSON' },
    { page: '01', name: 'given_names', field: 'givenNames', value: 'ANNA MARIA' },
    { page: '01', name: 'passport_number', field: 'documentNumber', value: 'L898902C3' },
    { page: '01', name: 'date_of_birth', field: 'birthDate', value: '1974-08-12' },
    { page: '01', name: 'sex', field: 'sex', value: 'F' },
    { page: '01', name: 'date_of_expiry', field: 'expiryDate', value: '2031-04-15' },
  ],
}

const FLASHES: ChallengeView['flashes'] = [
  { colour: 'red', startMs: 5200, endMs: 5560 },
  { colour: 'dark', startMs: 5560, endMs: 5920 },
  { colour: 'cyan', startMs: 5920, endMs: 6280 },
]

/** One second of turning, with as few frames as a slow machine manages. */
const BRIEF = {
  challenge: {
    id: '',
    steps: [{ action: 'turn-left', startMs: 300, endMs: 1000 }],
    flashes: [],
    totalMs: 1300,
    expiresInMs: 60_000,
  },
  frames: {
    width: 480,
    height: 640,
    minFrames: 4,
    maxFrames: 60,
    windowRate: 8,
    approachRate: 6,
    flashRate: 8,
    idleRate: 4,
    leastRate: 1,
    maxBytes: 2_000_000,
    jpegQuality: 0.95,
  },
} as const

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', html: 'text/html' }

/** Speaks the client channel of `@bonafide/protocol` and checks what it is sent; it judges nothing. */
export async function startFakeService(browserFiles: URL): Promise<FakeService> {
  const transactions = new Map<string, FakeTransaction>()
  const requests: string[] = []
  const violations: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const body = await readBody(request)
    const [, channelId, rest] = /^\/channel\/v1\/([^/]+)(\/.*)$/.exec(path) ?? []
    if (path === POLICY_REPORTS_PATH) {
      violations.push(body.toString())
      response.writeHead(204).end()
    } else if (channelId !== undefined && rest !== undefined) {
      await channel({ request, response, body, path, rest, id: channelId })
    } else if (path.startsWith('/v/') || path === '/camera') {
      const { parents = [] } = transactions.get(path.split('/')[2] ?? '')?.setup ?? {}
      await file('hosted.html', response, hostedPageHeaders(parents))
    } else if (path.startsWith('/sdk/v1/')) {
      await file(path.slice(8), response, BROWSER_FILE_HEADERS)
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>merchant</title>')
    }
  }

  async function file(name: string, response: ServerResponse, headers: Readonly<Record<string, string>>) {
    const bytes = await readFile(new URL(name, browserFiles))
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': type, ...headers }).end(bytes)
  }

  async function channel(call: ChannelCall): Promise<void> {
    const { request, response, body, path, rest, id } = call
    const transaction = transactions.get(id)
    if (transaction === undefined) return problem(response, 404, 'transaction-invalid', 1007)
    const method = request.method ?? ''
    if (transaction.setup.cut?.(method, rest) === true) {
      request.socket.destroy()
      return
    }
    const sequence = Number(request.headers[CHANNEL_HEADERS.sequence])
    if (rest === '/open') {
      const opening = JSON.parse(body.toString()) as { publicKey: string; protocol?: string }
      if (transaction.publicKey !== undefined && transaction.publicKey !== opening.publicKey) {
        return problem(response, 409, 'transaction-taken', 1007)
      }
      const wanted = transaction.setup.protocol
      if (wanted !== undefined && opening.protocol !== undefined && wanted !== opening.protocol) {
        return problem(response, 403, 'protocol-mismatch')
      }
      transaction.publicKey = opening.publicKey
      transaction.key = await importKey(opening.publicKey)
    }
    const text = signedText(method, path, sequence, createHash('sha256').update(body).digest('hex'))
    if (!(await verifies(transaction.key, String(request.headers[CHANNEL_HEADERS.signature]), text))) {
      return problem(response, 403, 'signature-invalid')
    }
    if (rest !== '/open') {
      if (sequence < transaction.lastSequence) return problem(response, 409, 'sequence-old')
      transaction.lastSequence = sequence
      transaction.sequences.push(sequence)
    }
    act(transaction, call, response)
  }

  function act(transaction: FakeTransaction, { request, rest, body }: ChannelCall, response: ServerResponse): void {
    const [, attemptId, index] = /^\/attempts\/([^/]+)\/pieces\/(\d+)$/.exec(rest) ?? []
    const submitted = /^\/attempts\/([^/]+)\/submit$/.exec(rest)?.[1]
    const filmed = rest.endsWith('/clip')
    const reported = /^\/attempts\/([^/]+)\/device$/.exec(rest)?.[1]
    if (rest === '/open') {
      const { pictures } = transaction.setup
      json(response, { ...view(transaction), ...(pictures === undefined ? {} : { pictures }) })
    } else if (rest === '/attempts') json(response, newAttempt(transaction, body))
    else if (attemptId !== undefined && index !== undefined) {
      const attempt = transaction.attempts.get(attemptId)
      const hash = createHash('sha256').update(body).digest('hex')
      if (attempt === undefined || hash !== request.headers[CHANNEL_HEADERS.pieceSha256]) {
        problem(response, 422, 'piece-invalid')
        return
      }
      attempt.pieces.set(Number(index), new Uint8Array(body))
      json(response, { received: [...attempt.pieces.keys()] })
    } else if (filmed) {
      transaction.clips.push(new Uint8Array(body))
      json(response, {})
    } else if (reported !== undefined) {
      transaction.reports.push(JSON.parse(body.toString()) as DeviceReport)
      json(response, { deviceToken: `token-${reported}`, threatTags: ['UsingVirtualCamera'] })
    } else if (submitted !== undefined) submit(transaction, submitted, body, response)
    else if (rest === '/retake') {
      const { step } = JSON.parse(body.toString()) as { step: string }
      transaction.done = steps(transaction).findIndex(({ id }) => id === step)
      json(response, view(transaction))
    } else if (rest === '/leave') {
      transaction.left.push((JSON.parse(body.toString()) as { code: number }).code)
      json(response, view(transaction))
    } else {
      const before = view(transaction)
      if (transaction.state === 'judging') transaction.state = 'finished'
      json(response, rest.includes('wait') ? view(transaction) : before)
    }
  }

  function submit(transaction: FakeTransaction, id: string, body: Buffer, response: ServerResponse): void {
    const attempt = transaction.attempts.get(id)
    const stated = JSON.parse(body.toString()) as SubmitRequest
    if (attempt === undefined) {
      problem(response, 404, 'attempt-unknown')
      return
    }
    if (attempt.submitted) {
      // Only the answer was lost.
      json(response, view(transaction))
      return
    }
    attempt.submitted = true
    const pieces = [...attempt.pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece)
    const whole = Buffer.concat(pieces)
    const hash = createHash('sha256').update(whole).digest('hex')
    if (whole.length !== stated.size || hash !== stated.sha256) {
      problem(response, 422, 'material-invalid')
      return
    }
    const { manifest, parts } = unpackMaterial(new Uint8Array(whole))
    transaction.materials.push(manifest)
    if (manifest.kind === 'claims') transaction.claims.push(parseClaims(parts[0] ?? new Uint8Array()))
    transaction.tokens.push(stated.deviceToken)
    if (stated.withoutClip !== undefined) transaction.clips.push(stated.withoutClip)
    transaction.done += 1
    if (transaction.done === steps(transaction).length) transaction.state = 'judging'
    json(response, view(transaction))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    requests,
    violations,
    transaction: (id) => transactions.get(id),
    close: () => closeServer(server),
    start(setup = {}) {
      const id = webcrypto.randomUUID().replaceAll('-', '')
      transactions.set(id, {
        setup,
        materials: [],
        claims: [],
        reports: [],
        tokens: [],
        clips: [],
        left: [],
        sequences: [],
        key: undefined,
        publicKey: undefined,
        lastSequence: 0,
        done: 0,
        attempts: new Map(),
        // A transaction without steps has nothing left to capture.
        state: setup.steps?.length === 0 ? 'judging' : 'capturing',
      })
      const fragment = setup.protocol === undefined ? '' : `#p=${setup.protocol}`
      return { id, url: `${origin}/v/${id}${fragment}` }
    },
  }
}

interface ChannelCall {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
  readonly path: string
  readonly rest: string
  readonly id: string
}

function steps({ setup }: FakeTransaction): readonly StepView[] {
  return setup.steps ?? PASSPORT_AND_FACE
}

function view(transaction: FakeTransaction): SessionView {
  const { done, state, setup, lastSequence } = transaction
  const current = state === 'capturing' ? steps(transaction)[done]?.id : undefined
  return {
    state,
    steps: steps(transaction).map((step, index) => ({ ...step, done: index < done })),
    ...(current === undefined ? {} : { currentStep: current }),
    config: {
      showGuidePage: true,
      docScanMode: 'auto',
      showAlbumIcon: false,
      procedurePriority: 'url',
      documentTimeout: 20,
      faceTimeout: 20,
      maxAttempts: 10,
      ...setup.config,
    },
    ...(setup.testCamera === true ? { testCamera: true as const } : {}),
    ...(state === 'finished' ? { result: { code: setup.result ?? 1000 } } : {}),
    ...(setup.texts === undefined ? {} : { texts: setup.texts }),
    nextSequence: lastSequence + 1,
  }
}

function newAttempt(transaction: FakeTransaction, body: Buffer): object {
  const { step, withoutFlash = false } = JSON.parse(body.toString()) as AttemptRequest
  const attemptId = webcrypto.randomUUID()
  transaction.attempts.set(attemptId, { step, pieces: new Map() })
  const attempt = { attemptId, step, pieceBytes: transaction.setup.pieceBytes ?? 200_000, received: [] }
  if (step === 'reading') {
    const { reading = READING } = transaction.setup
    return reading === 'none' ? attempt : { ...attempt, reading }
  }
  if (step !== 'face') return attempt
  if (transaction.setup.brief === true)
    return { ...attempt, ...BRIEF, challenge: { ...BRIEF.challenge, id: attemptId } }
  return {
    ...attempt,
    challenge: {
      id: `challenge-${attemptId}`,
      steps: [
        { action: 'turn-left', startMs: 1000, endMs: 2400 },
        { action: 'nearer', startMs: 2700, endMs: 3700 },
        { action: 'open-mouth', startMs: 4000, endMs: 4900 },
      ],
      flashes: withoutFlash ? [] : (transaction.setup.flashes ?? FLASHES),
      totalMs: 6500,
      expiresInMs: 60_000,
    },
    frames: {
      width: 480,
      height: 640,
      minFrames: 30,
      maxFrames: 60,
      windowRate: 8,
      approachRate: 6,
      flashRate: 8,
      idleRate: 4,
      leastRate: 5,
      maxBytes: 2_000_000,
      jpegQuality: 0.85,
    },
  }
}

function json(response: ServerResponse, content: object): void {
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(content))
}

function problem(response: ServerResponse, status: number, code: ChannelProblemCode, clientCode?: number): void {
  const content = {
    type: 'about:blank',
    title: code,
    status,
    code,
    ...(clientCode === undefined ? {} : { clientCode }),
  }
  const headers = { ...SECURITY_HEADERS, 'content-type': 'application/problem+json' }
  response.writeHead(status, headers).end(JSON.stringify(content))
}

async function importKey(point: string): Promise<webcrypto.CryptoKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  return webcrypto.subtle.importKey('raw', Buffer.from(point, 'base64url'), algorithm, false, ['verify'])
}

async function verifies(key: webcrypto.CryptoKey | undefined, signature: string, text: string): Promise<boolean> {
  if (key === undefined) return false
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  return webcrypto.subtle.verify(algorithm, key, Buffer.from(signature, 'base64url'), Buffer.from(text))
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
