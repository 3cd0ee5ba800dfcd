import { type CalibrationPoint, DEFAULT_POLICY, distanceOfScore } from '@bonafide/engine'
import {
  countAtMost,
  equalErrorRate,
  firstBeyondFar,
  lowerBound95,
  type PairDistances,
  shareAtMost,
  tarAtFar,
  upperBound95,
} from './statistics.ts'

/** A pair with its distance, infinite where one of the pictures could not be described. */
export interface ComparedPair {
  readonly same: boolean
  readonly distance: number
  /** Who is on both pictures, where that is known. */
  readonly people: readonly string[]
}

/** Lower rates are not stated: a few thousand pairs cannot show them. */
const FALSE_ACCEPTS = ['0.01', '0.001'] as const

/** All rates of one kind of comparison; bounds are one-sided 95 %, exact, and take pairs as independent. */
export function ratesOf(pairs: readonly ComparedPair[], calibration: readonly CalibrationPoint[]) {
  const distances = distancesOf(pairs)
  const { genuine, impostor } = distances
  const tars = tarsOf(pairs)
  return {
    n: { genuine: genuine.length, impostor: impostor.length },
    eer: equalErrorRate(distances),
    tarAtFar: tars,
    tarAtFarLower95: Object.fromEntries(
      Object.entries(tars).map(([far, tar]) => [far, lowerBound95(Math.round(tar * genuine.length), genuine.length)]),
    ),
    thresholdAtFar: Object.fromEntries(FALSE_ACCEPTS.map((far) => [far, firstBeyondFar(distances, Number(far))])),
    operating: operatingPoint(distances, calibration),
    crossValidated: crossValidate(pairs, 0.001),
  }
}

/** The share of genuine pairs that each rate of false accepts leaves: for one of several renderings of the same cards. */
export function tarsOf(pairs: readonly ComparedPair[]): Readonly<Record<string, number>> {
  const distances = distancesOf(pairs)
  return Object.fromEntries(FALSE_ACCEPTS.map((far) => [far, tarAtFar(distances, Number(far))]))
}

export function distancesOf(pairs: readonly ComparedPair[]): PairDistances {
  const of = (same: boolean) => pairs.filter((pair) => pair.same === same).map((pair) => pair.distance)
  return { genuine: of(true), impostor: of(false) }
}

function operatingPoint({ genuine, impostor }: PairDistances, calibration: readonly CalibrationPoint[]) {
  const threshold = distanceOfScore(DEFAULT_POLICY.faceMatchScore, calibration)
  const reviewed = distanceOfScore(DEFAULT_POLICY.faceReviewScore, calibration)
  const all = [...genuine, ...impostor]
  return {
    threshold,
    tar: shareAtMost(genuine, threshold),
    tarLower95: lowerBound95(countAtMost(genuine, threshold), genuine.length),
    far: shareAtMost(impostor, threshold),
    farUpper95: upperBound95(countAtMost(impostor, threshold), impostor.length),
    reviewShare: shareAtMost(all, reviewed) - shareAtMost(all, threshold),
    tarReview: shareAtMost(genuine, reviewed),
    farReview: shareAtMost(impostor, reviewed),
    farReviewUpper95: upperBound95(countAtMost(impostor, reviewed), impostor.length),
  }
}

/**
 * What the rates are for people who had no part in choosing the threshold: for each person it is set on the pairs of all
 * others at this share of false accepts, and tried on the pairs that the person is in. `null` where persons are unknown.
 */
function crossValidate(pairs: readonly ComparedPair[], far: number) {
  const people = new Set(pairs.flatMap((pair) => pair.people))
  if (people.size < 3 || pairs.some((pair) => pair.people.length === 0)) return null
  const seen = { genuine: 0, accepted: 0, impostor: 0, mistaken: 0 }
  for (const person of people) {
    const beyond = firstBeyondFar(distancesOf(pairs.filter((pair) => !pair.people.includes(person))), far)
    const { genuine, impostor } = distancesOf(pairs.filter((pair) => pair.people.includes(person)))
    seen.genuine += genuine.length
    seen.impostor += impostor.length
    seen.accepted += genuine.filter((distance) => distance < beyond).length
    seen.mistaken += impostor.filter((distance) => distance < beyond).length
  }
  return { tar: seen.accepted / seen.genuine, far: seen.mistaken / seen.impostor }
}
