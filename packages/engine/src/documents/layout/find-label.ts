/** Share of a label's letters that the reader may have got wrong: about one in six, as small labels are read (docs/measurements/documents.md). */
const TOLERANCE = 0.17

/** A label in a run of print: the characters `start` to `end` (exclusive) of the run. */
export interface FoundLabel {
  readonly start: number
  readonly end: number
  /** Letters that differ. */
  readonly slips: number
}

/** A run of print for comparison: its letters and digits in capitals without accents, and where each stood. */
export interface Comparable {
  readonly letters: readonly string[]
  /** Index of the character that each letter came from. */
  readonly from: readonly number[]
}

export function comparable(characters: readonly string[]): Comparable {
  const letters: string[] = []
  const from: number[] = []
  characters.forEach((character, index) => {
    for (const letter of character.toUpperCase().normalize('NFKD')) {
      if (!/[\p{Letter}\p{Number}]/u.test(letter)) continue
      // Small print joins r and n: "Surname" reads as "Sumame".
      if (letter === 'N' && letters.at(-1) === 'R') letters[letters.length - 1] = 'M'
      else {
        letters.push(ALIKE[letter] ?? letter)
        from.push(index)
      }
    }
  })
  return { letters, from }
}

/** Letters that small print does not tell apart. */
const ALIKE: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', L: 'I' }

/**
 * The place in a run of print that reads most like a label, allowing for a few slips of the reader. A label of fewer than
 * four letters must be there exactly, and, in Latin letters, stand by itself.
 */
export function findLabel(run: Comparable, label: Comparable, characters: readonly string[]): FoundLabel | undefined {
  const wanted = label.letters
  if (wanted.length === 0 || run.letters.length === 0) return undefined
  const allowed = wanted.length < 4 ? 0 : Math.max(1, Math.floor(wanted.length * TOLERANCE))
  const match = nearestRun(run.letters, wanted)
  if (match === undefined || match.slips > allowed) return undefined
  const [start, end] = [run.from[match.start] ?? 0, (run.from[match.end - 1] ?? 0) + 1]
  if (isShortLatin(wanted) && !standsAlone(characters, start, end)) return undefined
  return { start, end, slips: match.slips }
}

function isShortLatin(letters: readonly string[]): boolean {
  return letters.length < 4 && letters.every((letter) => /[0-9A-Z]/.test(letter))
}

function standsAlone(characters: readonly string[], start: number, end: number): boolean {
  const touches = (index: number) => /[\p{Letter}\p{Number}]/u.test(characters[index] ?? ' ')
  return !touches(start - 1) && !touches(end)
}

interface Run {
  readonly start: number
  readonly end: number
  readonly slips: number
}

/** Sellers' search: the stretch of `text` with the smallest edit distance to `wanted`, the earliest of equals. */
function nearestRun(text: readonly string[], wanted: readonly string[]): Run | undefined {
  let costs = Array.from({ length: wanted.length + 1 }, (_, at) => at)
  let starts: number[] = new Array(wanted.length + 1).fill(0)
  let best: Run | undefined
  for (let end = 1; end <= text.length; end += 1) {
    const next = [0]
    const nextStarts = [end]
    for (let at = 1; at <= wanted.length; at += 1) {
      const change = (costs[at - 1] ?? 0) + (text[end - 1] === wanted[at - 1] ? 0 : 1)
      const extra = (costs[at] ?? 0) + 1
      const missing = (next[at - 1] ?? 0) + 1
      const least = Math.min(change, extra, missing)
      next.push(least)
      nextStarts.push((least === change ? starts[at - 1] : least === extra ? starts[at] : nextStarts[at - 1]) ?? end)
    }
    const slips = next[wanted.length] ?? wanted.length
    if (best === undefined || slips < best.slips) best = { start: nextStarts[wanted.length] ?? 0, end, slips }
    costs = next
    starts = nextStarts
  }
  return best === undefined || best.end <= best.start ? undefined : best
}
