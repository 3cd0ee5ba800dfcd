import type { DocumentReading } from '@bonafide/engine'

/** What a picture was taken for when nobody said what it is. */
export interface TypeGuess {
  readonly code: string
  /** The code that was answered; null: none. */
  readonly taken: string | null
  /** By print alone: how much of the true type was found where that was first, and how far it led; null elsewhere. */
  readonly score01: number | null
  readonly margin01: number | null
  /** By print alone, where another type was first: what it scored, and how far it led. */
  readonly strangerScore01: number | null
  readonly strangerMargin01: number | null
}

export function guessOf(code: string, { type, typeCandidates = [] }: DocumentReading): TypeGuess {
  const [first, next] = typeCandidates
  const score01 = first?.score01 ?? null
  const margin01 = first === undefined ? null : first.score01 - (next?.score01 ?? 0)
  const isTrue = first?.type === code
  return {
    code,
    taken: type ?? null,
    score01: isTrue ? score01 : null,
    margin01: isTrue ? margin01 : null,
    strangerScore01: isTrue ? null : score01,
    strangerMargin01: isTrue ? null : margin01,
  }
}

/** Right, unknown and wrong; every confusion by name; and where scores and leads of true and of other types lie. */
export function confusionOf(guesses: readonly TypeGuess[]) {
  const confusion = new Map<string, number>()
  for (const { code, taken } of guesses) {
    const pair = `${code} as ${taken ?? 'unknown'}`
    confusion.set(pair, (confusion.get(pair) ?? 0) + 1)
  }
  return {
    n: guesses.length,
    right: guesses.filter(({ code, taken }) => taken === code).length,
    unknown: guesses.filter(({ taken }) => taken === null).length,
    wrong: guesses.filter(({ code, taken }) => taken !== null && taken !== code).length,
    confusion: Object.fromEntries([...confusion].sort()),
    byPrint: {
      trueType: { score01: lowest(guesses, 'score01'), margin01: lowest(guesses, 'margin01') },
      otherType: { score01: highest(guesses, 'strangerScore01'), margin01: highest(guesses, 'strangerMargin01') },
    },
  }
}

type Measure = Exclude<keyof TypeGuess, 'code' | 'taken'>

/** The least, and that below which one in twenty lies. */
function lowest(guesses: readonly TypeGuess[], measure: Measure) {
  const sorted = measured(guesses, measure)
  return { n: sorted.length, least: sorted[0] ?? null, p05: sorted[Math.floor(0.05 * sorted.length)] ?? null }
}

function highest(guesses: readonly TypeGuess[], measure: Measure) {
  const sorted = measured(guesses, measure)
  return { n: sorted.length, most: sorted.at(-1) ?? null }
}

function measured(guesses: readonly TypeGuess[], measure: Measure): readonly number[] {
  return guesses.flatMap((guess) => guess[measure] ?? []).sort((a, b) => a - b)
}
