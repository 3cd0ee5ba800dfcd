import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandError, type CommandIo } from '../define-command.ts'
import type { OpenEngine } from '../open-engine.ts'
import { type AccessKeyPair, readKeyFile } from '../verify/read-key-file.ts'
import { runVerification } from '../verify/run-verification.ts'
import { median, rounded } from './cpu-time.ts'
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
  const dataDir = await mkdtemp(join(tmpdir(), 'bonafide-bench-'))
  try {
    return { judgement, faces, requests: await measureService(dataDir, Number(options.seconds), engine, io) }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureService(dataDir: string, seconds: number, engine: OpenEngine, io: Pick<CommandIo, 'progress'>) {
  const service = await startServerProcess({ kind: 'service', dataDir })
  try {
    const { keyFile } = service
    if (keyFile === undefined) throw new CommandError('The service of the bench wrote no access key')
    const key: AccessKeyPair = await readKeyFile(keyFile)
    io.progress('one verification, so that there is something to ask for')
    const asked = { service: service.url, keyFile, product: 'eKYC_PRO', specimen: true, seed: '1' }
    const { transactionId, merchantBizId } = await runVerification(asked, engine, io)
    const ids = [
      ['TransactionId', transactionId],
      ['MerchantBizId', merchantBizId],
    ] as const
    const bare = await startServerProcess({ kind: 'bare', key })
    try {
      io.progress('signed requests against the service and a bare server, in turns')
      return [
        await compare({ service, bare }, { key, seconds, action: 'CheckResult', query: ids }),
        await compare({ service, bare }, { key, seconds, action: 'KeepaliveIntl', query: [] }),
      ]
    } finally {
      await bare.stop()
    }
  } finally {
    await service.stop()
  }
}

/** Shorter turns and more of them: what else the machine does meanwhile falls on both. */
const TURNS = 5

interface Compared {
  readonly service: ServerProcess
  readonly bare: ServerProcess
}

/** `share`: requests for each second of processor time, of what the bare server manages; the turn in the middle. */
async function compare(servers: Compared, { seconds, ...load }: RequestLoad) {
  const turns: { share: number; service: RequestReport; bare: RequestReport }[] = []
  const turn = { ...load, seconds: seconds / TURNS }
  // One that does not count: both are compiled in it, and the service has more to compile.
  for (const server of [servers.service, servers.bare]) await measureRequests(server, turn)
  for (let round = 0; round < TURNS; round += 1) {
    const service = await measureRequests(servers.service, turn)
    const bare = await measureRequests(servers.bare, turn)
    turns.push({ share: rounded((1000 * service.perCpuSecond) / bare.perCpuSecond) / 1000, service, bare })
  }
  const share = median(turns.map((turn) => turn.share))
  return { action: load.action, share, turns }
}
