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

/** Every alteration of every clip in which something was asked; and each clip before challenges of others. */
export function deriveClips(clips: readonly LivingClip[], engine: OpenEngine): readonly DerivedClip[] {
  return clips.flatMap((clip, index) => {
    const stranger =
      clips.find((other, at) => at > index && isStranger(other, clip)) ?? clips.find((other) => isStranger(other, clip))
    const altered = KINDS.filter((kind) => kind !== 'spliced' || stranger !== undefined)
    return [
      ...altered.map((kind) => alteredClip(clip, stranger, kind, engine)),
      ...FOREIGN.flatMap(({ kind, isForeign }) => {
        const foreign = clips.find(({ label }) => isForeign(label.challenge, clip.label.challenge))
        return foreign === undefined ? [] : [beforeForeignChallenge(clip, foreign, kind, engine.pictures)]
      }),
    ]
  })
}

function isStranger(other: LivingClip, clip: LivingClip): boolean {
  return other.label.subject !== undefined && other.label.subject !== clip.label.subject
}

/**
 * Challenges of somebody else that a clip is put before: one that asks other actions or the same in another order, and one
 * that asks the same in the same order, which only the colours tell from the clip's own; both show some.
 */
const FOREIGN: readonly { readonly kind: string; isForeign(other: Challenge, own: Challenge): boolean }[] = [
  { kind: 'foreign_challenge', isForeign: (other, own) => actionsOf(other) !== actionsOf(own) },
  {
    kind: 'foreign_colours',
    isForeign: (other, own) => {
      const [theirs, ours] = [coloursOf(other), coloursOf(own)]
      return actionsOf(other) === actionsOf(own) && theirs !== '' && ours !== '' && theirs !== ours
    },
  },
]

function actionsOf({ steps }: Challenge): string {
  return steps.map(({ action }) => action).join()
}

function coloursOf({ flashes }: Challenge): string {
  return flashes.map(({ colour }) => colour).join()
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

function beforeForeignChallenge(clip: LivingClip, foreign: LivingClip, kind: string, pictures: Pictures): DerivedClip {
  const { challenge } = foreign.label
  return {
    file: `${clip.name}-before-${foreign.name}`,
    label: { ...clip.label, kind, attack: true, challenge },
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
