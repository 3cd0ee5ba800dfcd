import { inTraditional, type PrintedLine } from '../print/printed-line.ts'
import type { PageCode } from '../verification/evidence.ts'
import type { RegisteredDocument } from './define-document.ts'
import { comparable, findLabel } from './layout/find-label.ts'
import type { PageLayout } from './layout/page-layout.ts'
import { entries } from './types/index.gen.ts'

/** What a title weighs against a label: titles name the document, labels are shared by many. */
const ANCHOR_WEIGHT = 2

/** How much of what a side of a type prints was found, 0-1. */
export interface TypeScore {
  readonly type: RegisteredDocument
  readonly page: PageCode
  readonly score01: number
}

export interface PrintClass extends TypeScore {
  /** How far the next type is behind. */
  readonly margin01: number
}

/**
 * Least score, and least lead over the next type: half of what a side prints, and one title more than any other. Of 36
 * rendered photographs, medium and hard, of which nobody said what they are, 26 were told by print: they scored 0.77 and more
 * and led by 0.16 and more, no other type came first (docs/measurements/documents.md, types).
 */
export const LEAST_SCORE = 0.5
const LEAST_MARGIN = 0.1

/** Every side of every type by what was found of it, the likeliest first. */
export function scoreTypes(lines: readonly PrintedLine[]): readonly TypeScore[] {
  const asRead = runsOf(lines)
  const inOwnScript = {
    simplified: asRead,
    latin: asRead,
    vietnamese: asRead,
    traditional: runsOf(lines.map(inTraditional)),
  }
  return entries
    .flatMap((type: RegisteredDocument) =>
      type.sides.map((page) => ({ type, page, score01: scorePage(type.pages[page], inOwnScript[type.print.script]) })),
    )
    .sort((a, b) => b.score01 - a.score01)
}

function runsOf(lines: readonly PrintedLine[]): readonly (readonly string[])[] {
  return lines.map(({ characters }) => characters.map(({ text }) => text))
}

/** The type and side that the print speaks for; undefined when none does, or two do. It is never guessed. */
export function classifyPrint(lines: readonly PrintedLine[]): PrintClass | undefined {
  return decideType(scoreTypes(lines))
}

/** The same from a ranking that `scoreTypes` gave. */
export function decideType(ranking: readonly TypeScore[]): PrintClass | undefined {
  const [first, next] = likeliest(ranking)
  if (first === undefined || first.score01 < LEAST_SCORE) return undefined
  const margin01 = first.score01 - (next?.score01 ?? 0)
  return margin01 < LEAST_MARGIN ? undefined : { ...first, margin01 }
}

/** The two likeliest types, each by its likeliest side. */
export function likeliest(ranking: readonly TypeScore[]): readonly TypeScore[] {
  const [first, ...others] = ranking
  const next = others.find(({ type }) => type !== first?.type)
  return [first, next].flatMap((score) => (score === undefined ? [] : [score]))
}

function scorePage(layout: PageLayout | undefined, runs: readonly (readonly string[])[]): number {
  if (layout === undefined) return 0
  const wanted = [
    ...layout.anchors.map(({ text }) => ({ texts: [text], weight: ANCHOR_WEIGHT })),
    ...layout.fields.filter(({ labels }) => labels.length > 0).map(({ labels }) => ({ texts: labels, weight: 1 })),
  ]
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0)
  const found = wanted.reduce(
    (sum, { texts, weight }) => sum + (texts.some((text) => isPrinted(text, runs)) ? weight : 0),
    0,
  )
  return total === 0 ? 0 : found / total
}

function isPrinted(text: string, runs: readonly (readonly string[])[]): boolean {
  const label = comparable([...text])
  return runs.some((run) => findLabel(comparable(run), label, run) !== undefined)
}
