import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DEFAULT_POLICY,
  describeFace,
  type FaceDescription,
  faceDistance,
  SELFIE_TO_SELFIE,
  scoreOfDistance,
} from '@bonafide/engine'
import type { Evaluation, EvaluationInput } from './define-evaluation.ts'
import { LabelError } from './define-evaluation.ts'
import { readCsv } from './read-csv.ts'
import { equalErrorRate, type PairDistances, shareAtMost, spreadOf, tarAtFar } from './statistics.ts'

interface Pair {
  readonly a: string
  readonly b: string
  readonly same: boolean
}

/**
 * Compares the labelled pairs of a folder (`images.csv`, `pairs.csv`, `img/`). A picture without a face makes each of its
 * pairs a rejected one; it is counted in `failedToAcquire` and never left out.
 */
export const evaluateFaces: Evaluation = async (input) => {
  const images = await readTable(input, 'images.csv')
  const pairs = (await readTable(input, 'pairs.csv')).map(toPair)
  const files = [...new Set([...images.map((row) => row['file'] ?? ''), ...pairs.flatMap(({ a, b }) => [a, b])])]
  const seen = await describeAll(files, input)
  const compared = pairs.map((pair) => ({ ...pair, distance: distanceOf(pair, seen.faces) }))
  const distances: PairDistances = {
    genuine: compared.filter((pair) => pair.same).map((pair) => pair.distance),
    impostor: compared.filter((pair) => !pair.same).map((pair) => pair.distance),
  }
  return {
    n: { genuine: distances.genuine.length, impostor: distances.impostor.length },
    failedToAcquire: files.filter((file) => !seen.faces.has(file)).length,
    eer: equalErrorRate(distances),
    tarAtFar: { '0.01': tarAtFar(distances, 0.01), '0.001': tarAtFar(distances, 0.001) },
    operating: operatingPoint(distances),
    msPerImage: spreadOf(seen.ms),
    model: input.tools.models.faceEmbedder.id,
    rows: [...files.map((file) => imageRow(file, seen)), ...compared.map(pairRow)],
  }
}

interface Seen {
  readonly faces: ReadonlyMap<string, FaceDescription>
  readonly problems: ReadonlyMap<string, string>
  readonly ms: readonly number[]
}

async function describeAll(
  files: readonly string[],
  { dataDir, pictures, tools, progress }: EvaluationInput,
): Promise<Seen> {
  const faces = new Map<string, FaceDescription>()
  const problems = new Map<string, string>()
  const ms: number[] = []
  for (const [index, file] of files.entries()) {
    const start = performance.now()
    try {
      const face = await describeFace(await pictures.decode(await readFile(join(dataDir, 'img', file))), tools)
      if (face === undefined) problems.set(file, 'no-face')
      else faces.set(file, face)
    } catch (error) {
      problems.set(file, error instanceof Error ? error.message : String(error))
    }
    ms.push(performance.now() - start)
    if ((index + 1) % 20 === 0) progress(`${index + 1} of ${files.length} pictures`)
  }
  return { faces, problems, ms }
}

function distanceOf({ a, b }: Pair, faces: Seen['faces']): number {
  const [first, second] = [faces.get(a), faces.get(b)]
  return first === undefined || second === undefined
    ? Number.POSITIVE_INFINITY
    : faceDistance(first.template, second.template)
}

function operatingPoint({ genuine, impostor }: PairDistances) {
  const threshold = distanceAtScore(DEFAULT_POLICY.faceMatchScore)
  const reviewed = distanceAtScore(DEFAULT_POLICY.faceReviewScore)
  const all = [...genuine, ...impostor]
  return {
    threshold,
    tar: shareAtMost(genuine, threshold),
    far: shareAtMost(impostor, threshold),
    reviewShare: shareAtMost(all, reviewed) - shareAtMost(all, threshold),
  }
}

/** The largest distance, to a thousandth, that still scores this much. */
function distanceAtScore(score: number): number {
  let thousandths = 0
  while (thousandths < 2000 && scoreOfDistance((thousandths + 1) / 1000, SELFIE_TO_SELFIE) >= score - 1e-9)
    thousandths += 1
  return thousandths / 1000
}

function imageRow(file: string, { faces, problems }: Seen) {
  const face = faces.get(file)
  return {
    file,
    facesSeen: face?.facesSeen ?? 0,
    quality: face?.quality.score ?? null,
    reasons: face?.quality.reasons ?? [],
    problem: problems.get(file) ?? null,
  }
}

function pairRow({ a, b, same, distance }: Pair & { readonly distance: number }) {
  const compared = Number.isFinite(distance)
  return {
    a,
    b,
    same,
    distance: compared ? distance : null,
    score: compared ? scoreOfDistance(distance, SELFIE_TO_SELFIE) : 0,
  }
}

function toPair(row: Readonly<Record<string, string>>): Pair {
  const { file_a: a, file_b: b, same } = row
  if (a === undefined || b === undefined || (same !== '0' && same !== '1')) {
    throw new LabelError('pairs.csv needs the columns file_a, file_b and same (0 or 1)')
  }
  return { a, b, same: same === '1' }
}

async function readTable({ dataDir }: EvaluationInput, name: string) {
  return readCsv(
    await readFile(join(dataDir, name), 'utf8').catch((cause: unknown) => {
      throw new LabelError(`${join(dataDir, name)} cannot be read`, { cause })
    }),
  )
}
