import type { Challenge, FaceClip, Frame, Pictures } from '@bonafide/engine'
import { attacks, clipTarget, seeded } from '@bonafide/lab'
import type { ClipLabel } from '../clips/label.ts'
import { readClip } from '../clips/read-clip.ts'
import type { OpenEngine } from '../open-engine.ts'

/** A clip of a living person in a labelled folder. */
export interface LivingClip {
  readonly path: string
  readonly name: string
  readonly label: ClipLabel
}

/** An attack made of a living person's own clip, so that nothing but the alteration is new. */
export interface DerivedClip {
  readonly file: string
  readonly label: ClipLabel
  read(): Promise<FaceClip>
}

/** Kinds that need no rendering. */
const KINDS = ['reversed', 'repeated', 'repeated_noise', 'blended', 'blended_noise', 'spliced'] as const

/** Altered frames go through the capture's compression once more, as an injected stream would. */
const JPEG_QUALITY = 85

/** Every alteration of every clip in which something was asked; and each clip before the challenge of another one. */
export function deriveClips(clips: readonly LivingClip[], engine: OpenEngine): readonly DerivedClip[] {
  return clips.flatMap((clip, index) => {
    const stranger =
      clips.find((other, at) => at > index && isStranger(other, clip)) ?? clips.find((other) => isStranger(other, clip))
    const altered = KINDS.filter((kind) => kind !== 'spliced' || stranger !== undefined)
    const foreign = clips.find(({ label }) => asksOtherwise(label.challenge, clip.label.challenge))
    return [
      ...altered.map((kind) => alteredClip(clip, stranger, kind, engine)),
      ...(foreign === undefined ? [] : [beforeForeignChallenge(clip, foreign, engine.pictures)]),
    ]
  })
}

function isStranger(other: LivingClip, clip: LivingClip): boolean {
  return other.label.subject !== undefined && other.label.subject !== clip.label.subject
}

/** A challenge with the same actions in the same order would be met by anybody who met this one at the same pace. */
function asksOtherwise(a: Challenge, b: Challenge): boolean {
  const actions = ({ steps }: Challenge) => steps.map(({ action }) => action).join()
  return actions(a) !== actions(b)
}

function alteredClip(
  clip: LivingClip,
  stranger: LivingClip | undefined,
  kind: string,
  engine: OpenEngine,
): DerivedClip {
  return {
    file: `${clip.name}-${kind}`,
    label: { ...clip.label, kind, attack: true },
    read: async () => {
      const { challenge } = clip.label
      const own = await readClip(clip.path, challenge, engine.pictures)
      const other = stranger && (await readClip(stranger.path, challenge, engine.pictures))
      const target = await clipTarget(own, engine.tools, {
        seed: 1,
        ...(other === undefined ? {} : { stranger: other }),
      })
      const frames = attacks.get(kind)?.present(target, seeded(1)).frames ?? []
      return { challenge, frames: await compressed([...frames], engine.pictures) }
    },
  }
}

function beforeForeignChallenge(clip: LivingClip, foreign: LivingClip, pictures: Pictures): DerivedClip {
  const { challenge } = foreign.label
  return {
    file: `${clip.name}-before-${foreign.name}`,
    label: { ...clip.label, kind: 'foreign_challenge', attack: true, challenge },
    read: () => readClip(clip.path, challenge, pictures),
  }
}

async function compressed(frames: readonly Frame[], pictures: Pictures): Promise<readonly Frame[]> {
  const copies: Frame[] = []
  for (const { atMs, picture } of frames) {
    copies.push({ atMs, picture: await pictures.decode(await pictures.encodeJpeg(picture, JPEG_QUALITY)) })
  }
  return copies
}
