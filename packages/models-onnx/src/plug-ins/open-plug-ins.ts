import { readFile } from 'node:fs/promises'
import {
  type AntiSpoofNetwork,
  calibrationFrom,
  type DetectorNetwork,
  detectorOf,
  type EmbedderNetwork,
  type Network,
  type Tensor,
} from '@bonafide/engine'
import { ModelError } from '../model-error.ts'
import { type OpenSession, openSession } from '../open-session.ts'
import { sha256 } from '../sha256.ts'
import type { PlugIns } from './plug-in-schema.ts'

/** The operator's networks under the names of those they stand in for. */
export interface OpenPlugIns {
  readonly faceDetector?: DetectorNetwork
  readonly faceEmbedder?: EmbedderNetwork
  readonly antiSpoof?: AntiSpoofNetwork
  close(): Promise<void>
}

/**
 * Opens the operator's networks: each file is compared with its hash before anything of it is loaded, and tried on an
 * empty picture, whose answer has to have the form that the adapter reads.
 */
export async function openPlugIns({ detector, embedder, antiSpoof }: PlugIns): Promise<OpenPlugIns> {
  const opened: OpenSession[] = []
  const open = async (entry: Entry): Promise<OpenSession> => {
    const session = await openEntry(entry)
    opened.push(session)
    return session
  }
  const close = async () => {
    await Promise.all(opened.map((session) => session.close()))
  }
  try {
    return {
      ...(detector === undefined ? {} : { faceDetector: await openDetector(detector, await open(detector)) }),
      ...(embedder === undefined ? {} : { faceEmbedder: await openEmbedder(embedder, await open(embedder)) }),
      ...(antiSpoof === undefined ? {} : { antiSpoof: await openAntiSpoof(antiSpoof, await open(antiSpoof)) }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

type Entry = NonNullable<PlugIns['detector'] | PlugIns['embedder'] | PlugIns['antiSpoof']>

async function openEntry({ id, path, sha256: expected }: Entry): Promise<OpenSession> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ModelError('model-missing', `${path} cannot be read`, { cause })
  })
  const found = sha256(bytes)
  if (found !== expected) {
    throw new ModelError('model-altered', `${path} has the SHA-256 ${found}, and ${id} was configured with ${expected}`)
  }
  return openSession(bytes).catch((cause: unknown) => {
    throw new ModelError('model-unfit', `${path} is no network that can be run`, { cause })
  })
}

async function openDetector(entry: NonNullable<PlugIns['detector']>, session: OpenSession): Promise<DetectorNetwork> {
  const { sizePx, outputs } = detectorOf(entry)
  const network = asNetwork(entry, session)
  const answered = (await tryOn(network, [1, 3, sizePx, sizePx])).map(({ dims, data }) => {
    const numbers = dims.at(-1) ?? 1
    return formOf({ places: data.length / numbers, numbers })
  })
  const [found, wanted] = [answered, outputs.map(formOf)].map((forms) => [...forms].sort().join(', '))
  if (found !== wanted) throw unfit(entry, `answers ${found} numbers, not ${wanted}`)
  return {
    ...network,
    adapter: entry.adapter,
    ...(entry.minScore === undefined ? {} : { minScore: entry.minScore }),
  }
}

async function openEmbedder(entry: NonNullable<PlugIns['embedder']>, session: OpenSession): Promise<EmbedderNetwork> {
  const { thresholds, sizePx, zoom, shift, channels, mean, deviation, mirror, metric, dimensions } = entry
  if (thresholds === undefined) throw new ModelError('model-uncalibrated', `${entry.id} has no thresholds`)
  const network = asNetwork(entry, session)
  const views = mirror ? 2 : 1
  const [output] = await tryOn(network, [views, 3, sizePx, sizePx])
  if (output?.data.length !== views * dimensions) {
    throw unfit(entry, `answers ${output?.data.length} numbers for ${views} crops, not ${views * dimensions}`)
  }
  return {
    ...network,
    recipe: { sizePx, zoom, shift, channels, mean, deviation, mirror, metric },
    calibration: { selfie: calibrationFrom(thresholds.selfie), portrait: calibrationFrom(thresholds.portrait) },
  }
}

async function openAntiSpoof(
  entry: NonNullable<PlugIns['antiSpoof']>,
  session: OpenSession,
): Promise<AntiSpoofNetwork> {
  const { sizePx, cropScale, channels, mean, deviation, activation, realIndex, minRealScore } = entry
  const network = asNetwork(entry, session)
  const [output] = await tryOn(network, [1, 3, sizePx, sizePx])
  if (output === undefined || output.data.length <= realIndex) {
    throw unfit(entry, `answers ${output?.data.length} numbers, and number ${realIndex} is asked for`)
  }
  return { ...network, minRealScore, recipe: { sizePx, cropScale, channels, mean, deviation, activation, realIndex } }
}

/** What is computed with it is stored under its name and hash: two files are never taken for one network. */
function asNetwork({ id, sha256: hash }: Entry, { run }: OpenSession): Network {
  return { id: `${id}-${hash.slice(0, 12)}`, sha256: hash, run }
}

async function tryOn(network: Network, dims: readonly number[]): Promise<readonly Tensor[]> {
  const data = new Float32Array(dims.reduce((product, dim) => product * dim, 1))
  const outputs = await network.run({ dims, data }).catch((cause: unknown) => {
    throw unfit(network, `cannot be run on an input of ${dims.join(' x ')}`, cause)
  })
  if (!outputs.every((output) => output.data.every(Number.isFinite))) {
    throw unfit(network, 'answers what is no number to an empty picture')
  }
  return outputs
}

function unfit({ id }: { readonly id: string }, problem: string, cause?: unknown): ModelError {
  return new ModelError('model-unfit', `${id} ${problem}`, cause === undefined ? undefined : { cause })
}

function formOf({ places, numbers }: { readonly places: number; readonly numbers: number }): string {
  return `${places} x ${numbers}`
}
