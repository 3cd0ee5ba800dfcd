import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pair } from '@bonafide/protocol'
import { CommandError, type CommandIo } from '../define-command.ts'
import type { OpenEngine } from '../open-engine.ts'
import { type AccessKeyPair, readKeyFile } from '../verify/read-key-file.ts'
import { runVerification } from '../verify/run-verification.ts'
import { measureJudgement } from './measure-judgement.ts'
import { measureRequests } from './measure-requests.ts'
import { startServerProcess } from './server-process.ts'

export interface BenchOptions {
  readonly seconds: string
}

/** Measures both in one run and on one machine: what a judgement costs, and what a signed request costs. */
export async function runBench(options: BenchOptions, engine: OpenEngine, io: Pick<CommandIo, 'progress'>) {
  io.progress('one full eKYC judgement')
  const judgement = await measureJudgement(engine)
  const seconds = Number(options.seconds)
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-bench-'))
  try {
    const { service, key, query } = await measureService(dataDir, seconds, engine, io)
    io.progress('signed requests against a bare server')
    const bareServer = await startServerProcess({ kind: 'bare', key })
    const bare = await measureRequests(bareServer, { key, query, seconds })
    await bareServer.stop()
    const share = Math.round((100 * service.perCpuSecond) / bare.perCpuSecond) / 100
    return { judgement, checkResult: { service, bare, share } }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureService(dataDir: string, seconds: number, engine: OpenEngine, io: Pick<CommandIo, 'progress'>) {
  const server = await startServerProcess({ kind: 'service', dataDir })
  try {
    const { keyFile } = server
    if (keyFile === undefined) throw new CommandError('The service of the bench wrote no access key')
    const key: AccessKeyPair = await readKeyFile(keyFile)
    io.progress('one verification, so that there is something to ask for')
    const asked = { service: server.url, keyFile, product: 'eKYC_PRO', specimen: true, seed: '1' }
    const { transactionId, merchantBizId } = await runVerification(asked, engine, io)
    const query: readonly Pair[] = [
      ['TransactionId', transactionId],
      ['MerchantBizId', merchantBizId],
    ]
    io.progress('signed requests against the service')
    return { service: await measureRequests(server, { key, query, seconds }), key, query }
  } finally {
    await server.stop()
  }
}
