import { randomBytes } from 'node:crypto'
import type { CommandIo } from '../define-command.ts'
import type { OpenEngine } from '../open-engine.ts'
import { prepareSubject } from './prepare-subject.ts'
import { readKeyFile } from './read-key-file.ts'
import { needsOf, type VerifyOptions } from './verify-options.ts'

export interface VerificationRun {
  readonly transactionId: string
  readonly merchantBizId: string
  /** The body of CheckResult as the service sent it. */
  readonly checkResult: unknown
}

/** Plays all three: the merchant's server, the SDK and the person before the camera. */
export async function runVerification(
  options: VerifyOptions,
  engine: OpenEngine,
  io: Pick<CommandIo, 'progress'>,
): Promise<VerificationRun> {
  const { createClient } = await import('@bonafide/server-sdk')
  const { createChannelClient, runSteps } = await import('@bonafide/lab')
  const needs = needsOf(options)
  const keys = await readKeyFile(options.keyFile)
  io.progress('preparing the person before the camera')
  const subject = await prepareSubject(options, engine)

  const bodies: unknown[] = []
  const client = createClient({ endpoint: options.service, ...keys, transport: { fetch: keepingBodies(bodies) } })
  const merchantBizId = randomBytes(16).toString('hex')
  const started = await client.initialize({
    productCode: options.product,
    merchantBizId,
    merchantUserId: randomBytes(8).toString('hex'),
    metaInfo: { deviceType: 'h5', appName: 'bonafide-cli', sdkVersion: '0.1.0' },
    ...(needs.docType === undefined ? {} : { docType: needs.docType }),
    ...(subject.reference === undefined ? {} : { targetFacePicture: subject.reference }),
  })
  io.progress(`transaction ${started.transactionId}`)

  const channel = await createChannelClient({ service: options.service, transactionId: started.transactionId })
  const session = await runSteps(channel, subject, { pictures: engine.pictures, onProgress: io.progress })
  io.progress(`the client is told ${session.result?.code ?? session.state}`)

  await client.checkResult({ transactionId: started.transactionId, merchantBizId })
  return { transactionId: started.transactionId, merchantBizId, checkResult: bodies.at(-1) }
}

/** The SDK for merchants parses answers; the person at the command line wants to see them as they came. */
function keepingBodies(bodies: unknown[]): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const text = await response.clone().text()
    try {
      bodies.push(JSON.parse(text))
    } catch {
      bodies.push(text)
    }
    return response
  }
}
