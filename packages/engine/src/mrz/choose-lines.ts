import { type FittedLine, fitReading, variantsOf } from './fit-reading.ts'
import { MRZ_FORMATS, type MrzFormat } from './formats.ts'
import { type ParsedMrz, parseMrz } from './parse-mrz.ts'
import type { LineReading } from './read-line.ts'

/** Lines chosen among the readings of neighbouring rows. */
export interface Choice {
  readonly parsed: ParsedMrz
  readonly lines: readonly FittedLine[]
  /** Index of the first row. */
  readonly firstRow: number
  readonly allValid: boolean
  readonly confidence01: number
  readonly score: number
}

const MOST_CANDIDATES = 8
/**
 * A reading that the network trusts clearly less than another one of the same row does not come into play, however well
 * its digits fit: one wrong character passes a check digit once in ten times.
 */
const LEAST_TRUST = 0.08
/** Print that is no MRZ has characters where the format has none and low confidence. */
const MOST_MISPLACED = 3
const LEAST_CONFIDENCE = 0.8
/** Where hardly a digit fits, only print that is read without doubt counts as an MRZ. */
const HALF_VALID = 0.5
const SURE_CONFIDENCE = 0.93
/** A reading that had to be brought to length is worth less than one that came at length. */
const ADJUSTMENT_COST = 0.02
/** Readings that agree weigh a little more: between equal confidences the majority decides. */
const VOTE_WORTH = 0.004
const MOST_VOTES = 8

/** The combination of readings with the most valid check digits, then the most confident; undefined when none fits. */
export function chooseLines(rows: readonly (readonly LineReading[])[]): Choice | undefined {
  let best: Choice | undefined
  for (const format of MRZ_FORMATS) {
    for (let firstRow = 0; firstRow + format.lines <= rows.length; firstRow += 1) {
      const candidates = rows
        .slice(firstRow, firstRow + format.lines)
        .map((row, line) => candidatesOf(row, format, line))
      for (const lines of combinations(candidates)) {
        const choice = judged(lines, firstRow)
        if (choice !== undefined && (best === undefined || choice.score > best.score)) best = choice
      }
    }
  }
  return best
}

function candidatesOf(readings: readonly LineReading[], format: MrzFormat, line: number): readonly Candidate[] {
  const byText = new Map<string, Candidate>()
  const offered = readings.flatMap((reading) => {
    const fitted = fitReading(reading, format, line)
    return fitted === undefined ? [] : [fitted, ...variantsOf(reading, format, line)]
  })
  for (const fitted of offered) {
    if (fitted.misplaced > MOST_MISPLACED) continue
    if (line === 0 && !(format.prefix.test(fitted.text) && /^[A-Z]/.test(fitted.text))) continue
    const known = byText.get(fitted.text)
    const trust = mean(fitted.confidences) - ADJUSTMENT_COST * fitted.adjusted
    const votes = (known?.votes ?? 0) + 1
    byText.set(
      fitted.text,
      known !== undefined && known.trust >= trust ? { ...known, votes } : { ...fitted, trust, votes },
    )
  }
  const sorted = [...byText.values()].sort((a, b) => weightOf(b) - weightOf(a))
  const [first] = sorted
  if (first === undefined) return []
  return sorted.filter((fitted) => weightOf(fitted) > weightOf(first) - LEAST_TRUST).slice(0, MOST_CANDIDATES)
}

interface Candidate extends FittedLine {
  readonly trust: number
  /** How many readings say the same. */
  readonly votes: number
}

function weightOf({ trust, votes }: Candidate): number {
  return trust + VOTE_WORTH * Math.min(votes, MOST_VOTES)
}

function combinations(candidates: readonly (readonly Candidate[])[]): readonly (readonly Candidate[])[] {
  return candidates.reduce<readonly (readonly Candidate[])[]>(
    (starts, choices) => starts.flatMap((start) => choices.map((choice) => [...start, choice])),
    [[]],
  )
}

function judged(lines: readonly Candidate[], firstRow: number): Choice | undefined {
  const confidence01 = mean(lines.flatMap(({ confidences }) => confidences))
  const misplaced = lines.reduce((sum, line) => sum + line.misplaced, 0)
  const parsed = parseMrz(lines.map(({ text }) => text))
  const valid = parsed.checks.filter((check) => check.valid).length / parsed.checks.length
  if (misplaced > MOST_MISPLACED || confidence01 < (valid < HALF_VALID ? SURE_CONFIDENCE : LEAST_CONFIDENCE))
    return undefined
  const score = 3 * valid + 2 * mean(lines.map(weightOf)) - 0.1 * misplaced
  return { parsed, lines, firstRow, allValid: valid === 1, confidence01, score }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
