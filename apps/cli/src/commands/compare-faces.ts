import { readFile } from 'node:fs/promises'
import type { FaceDescription } from '@bonafide/engine'
import { defineCommand } from '../define-command.ts'
import { withEngine } from '../open-engine.ts'

export default defineCommand({
  name: 'compare-faces',
  summary: 'Says whether two pictures show the same person',
  configure(command, io) {
    command
      .argument('<a>', 'first picture')
      .argument('<b>', 'second picture')
      .option('--portrait', 'the first picture is the portrait of a document')
      .action(async (a: string, b: string, options: { portrait?: boolean }) => {
        const report = await withEngine(io, async ({ tools, pictures }) => {
          const { describeFace } = await import('@bonafide/engine')
          const [first, second] = [
            await describeFace(await pictures.decode(await readFile(a)), tools),
            await describeFace(await pictures.decode(await readFile(b)), tools),
          ]
          return reportOf(first, second, options.portrait === true)
        })
        io.answer(report)
      })
  },
})

async function reportOf(a: FaceDescription | undefined, b: FaceDescription | undefined, portrait: boolean) {
  const seen = { a: faceReport(a), b: faceReport(b) }
  if (a === undefined || b === undefined) return { verdict: 'not-judged', distance: null, score: null, ...seen }
  const { DEFAULT_POLICY, faceDistance, PORTRAIT_TO_SELFIE, SELFIE_TO_SELFIE, scoreOfDistance } = await import(
    '@bonafide/engine'
  )
  const distance = faceDistance(a.template, b.template)
  const score = scoreOfDistance(distance, portrait ? PORTRAIT_TO_SELFIE : SELFIE_TO_SELFIE)
  const match = portrait ? DEFAULT_POLICY.portraitMatchScore : DEFAULT_POLICY.faceMatchScore
  const review = portrait ? DEFAULT_POLICY.portraitReviewScore : DEFAULT_POLICY.faceReviewScore
  const verdict = score >= match ? 'match' : score >= review ? 'review' : 'no-match'
  return { verdict, distance, score, ...seen, model: a.template.modelId }
}

function faceReport(description: FaceDescription | undefined) {
  if (description === undefined) return { facesSeen: 0 }
  const { face, facesSeen, quality } = description
  return { facesSeen, box: face.box, pose: face.pose, eyeDistancePx: face.eyeDistancePx, quality }
}
