import { documentTypes, qualityFaults, readPages } from '@bonafide/engine'
import type { OpenEngine } from '../open-engine.ts'
import type { Evaluation } from './define-evaluation.ts'
import { type Level, namesOf, type QualityRow, qualityFigures, type Scene } from './quality-figures.ts'
import { type Shot, shotsOf, takeShot } from './rendered-shots.ts'

const JUDGED_ON = '2026-11-25'
/** Pictures of each scene where no number is said. */
const USUAL = 10

/** Renders sound photographs and such with one defect, and counts at each level which reasons were named. */
export const evaluateQuality: Evaluation = async ({ rendered, progress, ...engine }) => {
  const { n = USUAL, seed = 1 } = rendered ?? {}
  const lab = await import('@bonafide/lab')
  const portrait = await lab.cutPortrait(await lab.demoStill('ada-document', engine.pictures), engine.tools)
  const scenes: readonly Scene[] = ['sound', ...lab.DEFECTS, 'wrong side']
  const rows: QualityRow[] = []
  for (const [order, scene] of scenes.entries()) {
    const shots = shotsFor(scene, n, seed + 1000 * order)
    for (const shot of shots) rows.push(await judgeScene(scene, shot, portrait, engine))
    progress(`${scene}: ${JSON.stringify(namesOf(rows.filter((row) => row.scene === scene)))}`)
  }
  return { n, seed, figures: qualityFigures(rows, scenes), rows }
}

/** One side after the other, of types all over the registry; medium photographs. */
function shotsFor(scene: Scene, n: number, seed: number): readonly Shot[] {
  const isTwoSided = (code: string) =>
    Object.values(documentTypes.get(code)?.pages ?? {}).filter(({ fields }) => fields.length > 0).length === 2
  const sides = shotsOf(1, seed, 'print').filter(({ code, page }) =>
    scene === 'wrong side' ? isTwoSided(code) : page === '01',
  )
  // A stride that shares no factor with the number of sides comes to all of them.
  return Array.from({ length: n }, (_, index) => index).flatMap((index) => {
    const side = sides[(7 * index) % sides.length]
    return side === undefined ? [] : [{ ...side, seed: seed + index, difficulty: 'medium' as const }]
  })
}

async function judgeScene(scene: Scene, shot: Shot, portrait: Parameters<typeof takeShot>[1], engine: OpenEngine) {
  const taken = await takeShot(shot, portrait, engine)
  const picture = await pictureOf(scene, shot, taken, engine)
  const otherSide = shot.page === '01' ? '02' : '01'
  const sentAs = scene === 'wrong side' ? otherSide : shot.page
  const { reading, pages } = await readPages([{ page: sentAs, picture }], shot.code, engine.tools, JUDGED_ON)
  const at = (level: Level) => [
    ...new Set(pages.flatMap((page) => qualityFaults(page, reading, level).map(({ reason }) => reason))),
  ]
  const named = { loose: at('loose'), standard: at('standard'), strict: at('strict') }
  return { scene, code: shot.code, seed: shot.seed, named }
}

async function pictureOf(
  scene: Scene,
  { type }: Shot,
  { picture, drawing, corners }: Awaited<ReturnType<typeof takeShot>>,
  { pictures }: OpenEngine,
) {
  if (scene === 'sound' || scene === 'wrong side') return picture
  const { spoil } = await import('@bonafide/lab')
  const [, value] = drawing.texts[0] ?? []
  const run = drawing.runs.find(({ text }) => text === value) ?? drawing.runs.at(-1)
  const { x = 0, y = 0, width = 0, height = 0 } = run?.box ?? {}
  const { width: across, height: down } = drawing.picture
  const field = { x: x / across, y: y / down, width: width / across, height: height / down }
  const spoiled = spoil(picture, scene, { corners, widthMm: type.size.width, field })
  return pictures.decode(await pictures.encodeJpeg(spoiled, 75))
}
