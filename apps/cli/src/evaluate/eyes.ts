import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeFace, type Picture, READABLE_EYE_DISTANCE_PX } from '@bonafide/engine'
import { type Evaluation, type EvaluationInput, type Figure, figure } from './define-evaluation.ts'
import { readFaceLabels } from './face-pairs.ts'

const JPEG_QUALITY = 90

/** A picture as it is; the same person rendered from it, at rest and with lids shut. */
const SHOWN = ['photograph', 'rendered', 'rendered, lids shut'] as const

interface EyesRow {
  readonly file: string
  readonly shown: (typeof SHOWN)[number]
  readonly found: boolean
  /** Of smaller faces nothing is said of the eyes. */
  readonly readable: boolean
  readonly closed: boolean
  readonly hidden: boolean
}

interface Still {
  readonly file: string
  readonly open: () => Promise<Picture>
}

/** Shuts the eyes of every face of a labelled folder, and counts on which pictures that is named. */
export const evaluateEyes: Evaluation = async (input) => {
  const { pictures } = await readFaceLabels(input.dataDir, input.pairs ?? 'all')
  const stills = pictures.map(({ file }) => ({
    file,
    open: async () => input.pictures.decode(await readFile(join(input.dataDir, 'img', file))),
  }))
  return shutEyes(stills, input)
}

/** The same of the people of the demo pictures that a dependency ships. */
export const evaluateEyesOnDemoStills: Evaluation = async (input) => {
  const { DEMO_STILLS, demoStill } = await import('@bonafide/lab')
  const stills = DEMO_STILLS.map((name) => ({ file: name, open: () => demoStill(name, input.pictures) }))
  return shutEyes(stills, input)
}

async function shutEyes(stills: readonly Still[], input: EvaluationInput) {
  const { seed = 1 } = input.rendered ?? {}
  const rows: EyesRow[] = []
  for (const [order, { file, open }] of stills.entries()) {
    rows.push(...(await lookAt(file, await open(), seed + order, input)))
    if ((order + 1) % 10 === 0) input.progress(`${order + 1} of ${stills.length} pictures`)
  }
  return { seed, readableEyeDistancePx: READABLE_EYE_DISTANCE_PX, figures: figuresOf(rows), rows }
}

/** Only faces whose eyes can be read are rendered: an enlarged small one shows no more than it did. */
async function lookAt(file: string, still: Picture, seedNoise: number, input: EvaluationInput): Promise<EyesRow[]> {
  const { puppetFrom } = await import('@bonafide/lab')
  const seen = await describeFace(still, input.tools)
  const rowOf = (shown: EyesRow['shown'], face: typeof seen): EyesRow => ({
    file,
    shown,
    found: face !== undefined,
    readable: face !== undefined && face.face.eyeDistancePx >= READABLE_EYE_DISTANCE_PX,
    closed: face?.quality.reasons.includes('eyes-closed') === true,
    hidden: face?.quality.reasons.includes('eyes-hidden') === true,
  })
  const row = rowOf('photograph', seen)
  if (seen === undefined || !row.readable) return [row]
  const puppet = puppetFrom(still, seen.face)
  const rendered = async (shown: EyesRow['shown'], blink01: number) => {
    const bytes = await input.pictures.encodeJpeg(puppet.render({ blink01, seedNoise }), JPEG_QUALITY)
    return rowOf(shown, await describeFace(await input.pictures.decode(bytes), input.tools))
  }
  return [row, await rendered('rendered', 0), await rendered('rendered, lids shut', 1)]
}

function figuresOf(rows: readonly EyesRow[]): readonly Figure[] {
  return SHOWN.flatMap((shown) => {
    const those = rows.filter((row) => row.shown === shown && row.readable)
    return [
      figure(`${shown}: eyes closed`, those.filter(({ closed }) => closed).length, those.length),
      figure(`${shown}: eyes hidden`, those.filter(({ hidden }) => hidden).length, those.length),
    ]
  })
}
