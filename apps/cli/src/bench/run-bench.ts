import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandError, type CommandIo } from '../define-command.ts'
import type { OpenEngine } from '../open-engine.ts'
import { type AccessKeyPair, readKeyFile } from '../verify/read-key-file.ts'
import { runVerification } from '../verify/run-verification.ts'
import { measureFaces } from './measure-faces.ts'
import { measureJudgement } from './measure-judgement.ts'
import { measureRequests, type RequestLoad, type RequestReport } from './measure-requests.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

export interface BenchOptions {
  readonly seconds: string
}

/** Measures all in one run and on one machine: what judgements and comparisons cost, and what a signed request costs. */
export async function runBench(options: BenchOptions, engine: OpenEngine, io: Pick<CommandIo, 'progress'>) {
  io.progress('one full eKYC judgement')
  const judgement = await measureJudgement(engine)
  io.progress('comparisons of two photographs, and face steps')
  const faces = await measureFaces(engine)
  const seconds = Number(options.seconds)
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-bench-'))
  try {
    const measured = await measureService(dataDir, seconds, engine, io)
    io.progress('signed requests against a bare server')
    const bareServer = await startServerProcess({ kind: 'bare', key: measured.key })
    const bare = await measureAll(bareServer, measured.loads)
    await bareServer.stop()
    return { judgement, faces, requests: bare.map((report, index) => compare(measured.reports[index], report)) }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

function compare(service: RequestReport | undefined, bare: RequestReport) {
  if (service === undefined) throw new CommandError(`${bare.action} was not measured`)
  const share = Math.round((100 * service.perCpuSecond) / bare.perCpuSecond) / 100
  return { action: bare.action, share, service, bare }
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
    const ids = [
      ['TransactionId', transactionId],
      ['MerchantBizId', merchantBizId],
    ] as const
    const loads: RequestLoad[] = [
      { key, seconds, action: 'CheckResult', query: ids },
      { key, seconds, action: 'KeepaliveIntl', query: [] },
    ]
    io.progress('signed requests against the service')
    return { key, loads, reports: await measureAll(server, loads) }
  } finally {
    await server.stop()
  }
}

async function measureAll(server: ServerProcess, loads: readonly RequestLoad[]): Promise<RequestReport[]> {
  const reports: RequestReport[] = []
  for (const load of loads) reports.push(await measureRequests(server, load))
  return reports
}
