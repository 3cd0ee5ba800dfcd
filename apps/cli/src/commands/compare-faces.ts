import { readFile } from 'node:fs/promises'
import type { Comparison, EmbedderNetwork, FaceDescription } from '@bonafide/engine'
import { defineCommand } from '../define-command.ts'
import { type EngineOptions, FACE_MODELS_OPTION, withEngine } from '../open-engine.ts'

export default defineCommand({
  name: 'compare-faces',
  summary: 'Says whether two pictures show the same person',
  configure(command, io) {
    command
      .argument('<a>', 'first picture')
      .argument('<b>', 'second picture')
      .option('--portrait', 'the first picture is the portrait of a document')
      .option(...FACE_MODELS_OPTION)
      .action(async (a: string, b: string, options: EngineOptions & { portrait?: boolean }) => {
        const report = await withEngine(
          io,
          async ({ tools, pictures }) => {
            const { describeFace, matchDetail } = await import('@bonafide/engine')
            const first = await describeFace(await pictures.decode(await readFile(a)), tools)
            const picture = await pictures.decode(await readFile(b))
            const second = await describeFace(picture, tools)
            if (options.portrait !== true || first === undefined || second === undefined) {
              return reportOf(first, second, 'selfie', tools.models.faceEmbedder)
            }
            const live = await matchDetail(second, picture, first, tools)
            return reportOf(first, live, 'portrait', tools.models.faceEmbedder)
          },
          options,
        )
        io.answer(report)
      })
  },
})

async function reportOf(
  a: FaceDescription | undefined,
  b: FaceDescription | undefined,
  comparison: Comparison,
  embedder: EmbedderNetwork,
) {
  const seen = { a: faceReport(a), b: faceReport(b) }
  if (a === undefined || b === undefined) return { verdict: 'not-judged', distance: null, score: null, ...seen }
  const { calibrationOf, DEFAULT_POLICY, faceDistance, scoreOfDistance } = await import('@bonafide/engine')
  const distance = faceDistance(a.template, b.template)
  const score = scoreOfDistance(distance, calibrationOf(embedder)[comparison])
  const { portraitMatchScore, portraitReviewScore, faceMatchScore, faceReviewScore } = DEFAULT_POLICY
  const [match, review] =
    comparison === 'portrait' ? [portraitMatchScore, portraitReviewScore] : [faceMatchScore, faceReviewScore]
  const verdict = score >= match ? 'match' : score >= review ? 'review' : 'no-match'
  return { verdict, distance, score, ...seen, model: a.template.modelId }
}

function faceReport(description: FaceDescription | undefined) {
  if (description === undefined) return { facesSeen: 0 }
  const { face, facesSeen, quality } = description
  return { facesSeen, box: face.box, pose: face.pose, eyeDistancePx: face.eyeDistancePx, quality }
}
