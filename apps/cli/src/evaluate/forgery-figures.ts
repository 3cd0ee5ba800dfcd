import type { ForgerySpecies } from '@bonafide/lab'
import { lowerBound95, upperBound95 } from './statistics.ts'

/** What was seen on one rendered picture. */
export interface ForgeryRow {
  readonly tool: string
  readonly species: ForgerySpecies
  readonly way: string
  readonly seed: number
  /** A sign of forgery was found. */
  readonly flagged: boolean
  readonly judged: boolean
  /** Zone, barcode and print do not say the same, or a number is wrong: not a sign, but it does not pass either. */
  readonly contradicted: boolean
  readonly reasons: readonly string[]
  readonly labels: readonly string[]
  readonly measures: Readonly<Record<string, number>>
  readonly cpuMs: number
}

/** For each tool and species: how many were flagged, with the end of the exact 95 % interval that counts against us. */
export function figuresOf(rows: readonly ForgeryRow[]) {
  const tools = [...new Set(rows.map(({ tool }) => tool))]
  return Object.fromEntries(
    tools.map((name) => {
      const ofTool = rows.filter(({ tool }) => tool === name)
      const species = [...new Set(ofTool.map((row) => row.species))]
      return [name, Object.fromEntries(species.map((kind) => [kind, figures(ofTool, kind)]))]
    }),
  )
}

function figures(rows: readonly ForgeryRow[], species: ForgerySpecies) {
  const ofSpecies = rows.filter((row) => row.species === species)
  const flagged = ofSpecies.filter((row) => row.flagged).length
  const n = ofSpecies.length
  const boundOf = species === 'original' ? upperBound95 : lowerBound95
  const rounded = (share: number) => Math.round(share * 1000) / 1000
  const stopped = ofSpecies.filter((row) => row.flagged || row.contradicted).length
  const ways = [...new Set(ofSpecies.map(({ way }) => way))].sort()
  return {
    n,
    flagged,
    bound95: rounded(boundOf(flagged, n)),
    notJudged: ofSpecies.filter(({ judged }) => !judged).length,
    /** By a sign, or since zone, barcode and print contradict each other: what whoever asks for a verdict gets. */
    stopped,
    stoppedBound95: rounded(boundOf(stopped, n)),
    ways: Object.fromEntries(
      ways.map((way) => {
        const ofWay = ofSpecies.filter((row) => row.way === way)
        return [way, `${ofWay.filter((row) => row.flagged).length} of ${ofWay.length}`]
      }),
    ),
  }
}
