import { readFile } from 'node:fs/promises'
import type { Challenge } from '@bonafide/engine'
import { parseChallenge } from '../clips/parse-challenge.ts'
import { readClip } from '../clips/read-clip.ts'
import { defineCommand } from '../define-command.ts'
import { type OpenEngine, withEngine } from '../open-engine.ts'

export default defineCommand({
  name: 'judge-liveness',
  summary: 'Judges one clip against the challenge that was asked',
  configure(command, io) {
    command
      .argument('<clip>', 'folder of JPEG frames with times.json, or a video')
      .requiredOption('--challenge <file>', 'challenge as JSON, or the label of a clip')
      .action(async (clip: string, options: { challenge: string }) => {
        const challenge = parseChallenge(clip, await readFile(options.challenge, 'utf8'))
        io.answer(await withEngine(io, (engine) => judge(clip, challenge, engine)))
      })
  },
})

async function judge(path: string, challenge: Challenge, { tools, pictures }: OpenEngine) {
  const { DEFAULT_POLICY, planFor, verify } = await import('@bonafide/engine')
  const start = performance.now()
  const face = await readClip(path, challenge, pictures)
  const read = performance.now()
  const judgedOn = new Date().toISOString().slice(0, 10)
  const { outcome, reason, findings, models } = await verify(
    planFor('FACE_LIVENESS', DEFAULT_POLICY),
    { pages: [], face, judgedOn },
    tools,
  )
  return {
    outcome,
    reason: reason ?? null,
    frames: face.frames.length,
    findings,
    models,
    ms: { read: read - start, judge: performance.now() - read },
  }
}
