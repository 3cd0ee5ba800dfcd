import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CalibrationPoint,
  calibrationOf,
  describeFace,
  type FaceDescription,
  faceDistance,
  scoreOfDistance,
} from '@bonafide/engine'
import { type CardPortrait, describeCardPortrait, describeForCards, type PhotographFor } from './card-portraits.ts'
import type { Evaluation, EvaluationInput } from './define-evaluation.ts'
import { type FaceLabels, type FacePair, type LabelledPicture, readFaceLabels } from './face-pairs.ts'
import { type ComparedPair, ratesOf, tarsOf } from './face-rates.ts'
import { spreadOf } from './statistics.ts'

/**
 * Compares the pictures of a labelled folder (`images.csv`, `pairs.csv`, `img/`): photograph with photograph, and the
 * portrait of a rendered card with a photograph. A picture without a face makes each of its pairs a rejected one. Hidden
 * and closed eyes are refused before anything is compared, so the pairs of such a picture are left out of the rates; those
 * with them stand under `withHiddenEyes`. All these pictures are counted in `failedToAcquire`.
 */
export const evaluateFaces: Evaluation = async (input) => {
  const labels = await readFaceLabels(input.dataDir, input.pairs ?? 'all')
  const seen = await describeAll(labels.pictures, input)
  const calibration = calibrationOf(input.tools.models.faceEmbedder)
  const selfies = labels.pairs.map((pair) => comparePhotographs(pair, labels, seen))
  const cards = [...seen.values()].flatMap(({ cards }) => cards.map(({ face }) => face))
  const photographFor = await describeForCards(
    new Map([...seen].flatMap(([file, { face }]) => (face === undefined ? [] : [[file, face] as const]))),
    cards.filter((face) => face !== undefined),
    input,
  )
  const byGrain = grainsOf(input).map((_, grain) =>
    labels.pairs.flatMap((pair) => comparePortraits(pair, grain, labels, seen, photographFor)),
  )
  const portraits = byGrain.flat()
  const faces = [...seen.values()].map(({ face }) => face)
  return {
    ...ratesOf(selfies.filter(isJudged), calibration.selfie),
    withHiddenEyes: ratesOf(selfies, calibration.selfie),
    failedToAcquire: faces.filter(isRefused).length,
    msPerImage: spreadOf([...seen.values()].map(({ ms }) => ms)),
    model: input.tools.models.faceEmbedder.id,
    pictures: labels.pictures.length,
    quality: qualityOf(faces),
    sets: Object.fromEntries(
      [...new Set(labels.pairs.map(({ set }) => set))]
        .sort()
        .map((set) => [set, setRates(selfies.filter((pair) => pair.set === set && isJudged(pair)))] as const)
        .filter(([, rates]) => rates !== undefined),
    ),
    portrait: {
      ...ratesOf(portraits.filter(isJudged), calibration.portrait),
      withHiddenEyes: {
        ...ratesOf(portraits, calibration.portrait),
        grains: byGrain.map((pairs) => tarsOf(pairs)),
      },
      cards: cards.length,
      failedToAcquire: cards.filter(isRefused).length,
      quality: qualityOf(cards),
      grains: byGrain.map((pairs) => tarsOf(pairs.filter(isJudged))),
    },
    rows: [
      ...labels.pictures.map((picture) => imageRow(picture, seen.get(picture.file))),
      ...selfies.map((pair) => pairRow('selfie', pair, calibration.selfie)),
      ...portraits.map((pair) => pairRow('portrait', pair, calibration.portrait)),
    ],
  }

  function setRates(pairs: readonly ComparedPair[]) {
    const strangersOrFriendsOnly = new Set(pairs.map(({ same }) => same)).size < 2
    return strangersOrFriendsOnly ? undefined : ratesOf(pairs, calibration.selfie)
  }
}

/** Seeds of one grain lie this far from those of the next: more than a set has pictures. */
const GRAIN_STEP = 1000

function grainsOf({ grains = 1 }: EvaluationInput): readonly number[] {
  return Array.from({ length: grains }, (_, grain) => grain)
}

/** What became of one picture. */
interface Seen {
  readonly face: FaceDescription | undefined
  /** The same face on rendered cards, one for each grain of the print; none where there is none to render. */
  readonly cards: readonly CardPortrait[]
  readonly problem: string | undefined
  readonly ms: number
}

async function describeAll(
  pictures: readonly LabelledPicture[],
  input: EvaluationInput,
): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>()
  for (const [index, { file, identity }] of pictures.entries()) {
    const start = performance.now()
    let [face, problem]: [FaceDescription | undefined, string | undefined] = [undefined, undefined]
    const cards: CardPortrait[] = []
    let ms = 0
    try {
      const bytes = await readFile(join(input.dataDir, 'img', file))
      face = await describeFace(await input.pictures.decode(bytes), input.tools)
      ms = performance.now() - start
      if (face === undefined) problem = 'no-face'
      else if (identity !== undefined) {
        for (const grain of grainsOf(input)) {
          const card = await describeCardPortrait(bytes, face, GRAIN_STEP * grain + index, input)
          if (card !== undefined) cards.push(card)
        }
      }
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    seen.set(file, { face, cards, problem, ms: ms || performance.now() - start })
    if ((index + 1) % 20 === 0) input.progress(`${index + 1} of ${pictures.length} pictures`)
  }
  return seen
}

interface Compared extends FacePair, ComparedPair {
  /** Whether the eyes of one of the two are hidden or closed. */
  readonly eyesHidden: boolean
}

function isJudged({ eyesHidden }: Compared): boolean {
  return !eyesHidden
}

function isRefused(face: FaceDescription | undefined): boolean {
  return face === undefined || hidesEyes(face)
}

function hidesEyes(face: FaceDescription | undefined): boolean {
  return face?.quality.reasons.some((reason) => reason === 'eyes-hidden' || reason === 'eyes-closed') === true
}

function comparePhotographs(pair: FacePair, labels: FaceLabels, seen: ReadonlyMap<string, Seen>): Compared {
  const [a, b] = [seen.get(pair.a)?.face, seen.get(pair.b)?.face]
  return {
    ...pair,
    distance: distanceOf(a, b),
    people: peopleOf(pair, labels),
    eyesHidden: hidesEyes(a) || hidesEyes(b),
  }
}

/** The portrait of each against the photograph of the other; `a` is the card. */
function comparePortraits(
  pair: FacePair,
  grain: number,
  labels: FaceLabels,
  seen: ReadonlyMap<string, Seen>,
  photographFor: PhotographFor,
): readonly Compared[] {
  return [pair, { ...pair, a: pair.b, b: pair.a }].flatMap((ordered) => {
    const card = seen.get(ordered.a)?.cards[grain]
    if (card === undefined) return []
    const photograph = card.face === undefined ? undefined : photographFor(ordered.b, card.face)
    const distance = distanceOf(card.face, photograph)
    const eyesHidden = hidesEyes(card.face) || hidesEyes(photograph)
    return [{ ...ordered, distance, people: peopleOf(pair, labels), eyesHidden }]
  })
}

function distanceOf(a: FaceDescription | undefined, b: FaceDescription | undefined): number {
  return a === undefined || b === undefined ? Number.POSITIVE_INFINITY : faceDistance(a.template, b.template)
}

function peopleOf({ a, b }: FacePair, { identities }: FaceLabels): readonly string[] {
  const [first, second] = [identities.get(a), identities.get(b)]
  return first === undefined || second === undefined ? [] : [...new Set([first, second])]
}

/** How many of the faces found are unfit for comparison, and why. */
function qualityOf(faces: readonly (FaceDescription | undefined)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const reason of faces.flatMap((face) => face?.quality.reasons ?? [])) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}

function imageRow({ file }: LabelledPicture, seen: Seen | undefined) {
  return {
    file,
    facesSeen: seen?.face?.facesSeen ?? 0,
    quality: seen?.face?.quality.score ?? null,
    reasons: seen?.face?.quality.reasons ?? [],
    problem: seen?.problem ?? null,
  }
}

function pairRow(
  comparison: 'selfie' | 'portrait',
  { a, b, same, set, distance, eyesHidden }: Compared,
  table: readonly CalibrationPoint[],
) {
  const compared = Number.isFinite(distance)
  return {
    comparison,
    a,
    b,
    same,
    set,
    eyesHidden,
    distance: compared ? distance : null,
    score: compared ? scoreOfDistance(distance, table) : 0,
  }
}
