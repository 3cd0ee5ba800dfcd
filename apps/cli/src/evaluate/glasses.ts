import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeFace, type FaceDescription, type Picture } from '@bonafide/engine'
import type { Glasses } from '@bonafide/lab'
import { CARD_PORTRAIT_HEIGHT_PX, describeCardPortrait } from './card-portraits.ts'
import { type Evaluation, type EvaluationInput, type Figure, figure } from './define-evaluation.ts'
import { readFaceLabels } from './face-pairs.ts'

/** Times that glasses of each kind are drawn over every face. */
const USUAL = 1
const JPEG_QUALITY = 90

/** What a face is seen with; `none` is the picture as it is. */
type Worn = Glasses | 'none'

const FORMS = ['photograph', 'portrait'] as const

interface WornRow {
  readonly file: string
  readonly worn: Worn
  /** A portrait is the same picture as it comes back from a rendered card. */
  readonly form: (typeof FORMS)[number]
  readonly found: boolean
  readonly eyesHidden: boolean
}

/** Draws glasses of every kind over the faces of a labelled folder, and counts on which pictures hidden eyes are named. */
export const evaluateGlasses: Evaluation = async (input) => {
  const { pictures } = await readFaceLabels(input.dataDir, input.pairs ?? 'all')
  const known = pictures.filter(({ identity }) => identity !== undefined)
  const stills = known.map(({ file }) => ({
    file,
    open: async () => input.pictures.decode(await readFile(join(input.dataDir, 'img', file))),
  }))
  return drawOver(stills, input)
}

/** The same over the people of the demo pictures that a dependency ships. */
export const evaluateGlassesOnDemoStills: Evaluation = async (input) => {
  const { DEMO_STILLS, demoStill } = await import('@bonafide/lab')
  return drawOver(
    DEMO_STILLS.map((name) => ({ file: name, open: () => demoStill(name, input.pictures) })),
    input,
  )
}

interface StillToWear {
  readonly file: string
  readonly open: () => Promise<Picture>
}

async function drawOver(stills: readonly StillToWear[], input: EvaluationInput) {
  const { n = USUAL, seed = 1 } = input.rendered ?? {}
  const { GLASSES, wearGlasses } = await import('@bonafide/lab')
  const rows: WornRow[] = []
  for (const [order, { file, open }] of stills.entries()) {
    const still = await open()
    const bare = await describeFace(still, input.tools)
    if (bare === undefined) continue
    rows.push(...(await lookAt(still, bare, { file, worn: 'none', seed }, input)))
    for (let round = 0; round < n; round += 1) {
      for (const [at, kind] of GLASSES.entries()) {
        const drawn = seed + 100_000 * round + 100 * order + at
        const worn = wearGlasses(still, bare.face, kind, drawn)
        rows.push(...(await lookAt(worn, bare, { file, worn: kind, seed: drawn }, input)))
      }
    }
    if ((order + 1) % 10 === 0) input.progress(`${order + 1} of ${stills.length} pictures`)
  }
  return { n, seed, portraitHeightPx: CARD_PORTRAIT_HEIGHT_PX, figures: figuresOf(rows, ['none', ...GLASSES]), rows }
}

/** The face on the photograph, and on the portrait of a card where the photograph is large enough for one. */
async function lookAt(
  picture: Picture,
  bare: FaceDescription,
  { file, worn, seed }: { readonly file: string; readonly worn: Worn; readonly seed: number },
  input: EvaluationInput,
): Promise<readonly WornRow[]> {
  const bytes = await input.pictures.encodeJpeg(picture, JPEG_QUALITY)
  const photograph = await describeFace(await input.pictures.decode(bytes), input.tools)
  const card = await describeCardPortrait(bytes, bare, seed, input)
  const rowOf = (form: WornRow['form'], face: FaceDescription | undefined): WornRow => ({
    file,
    worn,
    form,
    found: face !== undefined,
    eyesHidden: face?.quality.reasons.includes('eyes-hidden') === true,
  })
  return [rowOf('photograph', photograph), ...(card === undefined ? [] : [rowOf('portrait', card.face)])]
}

/** How often hidden eyes were named. A face that is not found is not compared either, but it is not counted as named. */
function figuresOf(rows: readonly WornRow[], kinds: readonly Worn[]): readonly Figure[] {
  return kinds.flatMap((worn) =>
    FORMS.map((form) => {
      const those = rows.filter((row) => row.worn === worn && row.form === form)
      const named = those.filter(({ eyesHidden }) => eyesHidden).length
      return figure(`${worn}, ${form}: eyes hidden`, named, those.length)
    }),
  )
}
