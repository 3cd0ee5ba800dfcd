import type { Challenge, Frame, Picture, Pictures, Random, Tools } from '@bonafide/engine'
import { createPuppet, framesOf, type runSteps, seeded } from '@bonafide/lab'

type ShowFace = Parameters<typeof runSteps>[1]['face']

export interface RehearsedPerson {
  /** For the service: draws the same challenge after each `rewind`. */
  readonly random: Random
  rewind(): void
  readonly face: ShowFace
  /** Encodes each frame once. */
  readonly pictures: Pictures
}

/**
 * A rendered person for tests in which many verifications are about something else than their challenge: to render and
 * encode a clip takes three times as long as to judge it, so one that was shown already is shown again.
 */
export async function rehearsedPerson(
  still: Picture,
  { pictures, ...tools }: { readonly pictures: Pictures; readonly models: Tools['models'] },
): Promise<RehearsedPerson> {
  const puppet = await createPuppet(still, tools)
  const clips = new Map<string, readonly Frame[]>()
  const encoded = new WeakMap<Picture, Map<number, Promise<Uint8Array>>>()
  let draws = seeded(7)
  let shown = 0
  return {
    random: { below: (bound) => Math.floor(draws.next() * bound) },
    rewind: () => {
      draws = seeded(7)
    },
    face: (challenge, rates) => {
      const key = JSON.stringify([withoutId(challenge), rates])
      const clip = clips.get(key) ?? [...framesOf(puppet, challenge, { seed: 7, rates })]
      clips.set(key, clip)
      return clip
    },
    pictures: {
      ...pictures,
      encodeJpeg: async (picture, quality) => {
        const byQuality = encoded.get(picture) ?? new Map<number, Promise<Uint8Array>>()
        encoded.set(picture, byQuality)
        const jpeg = byQuality.get(quality) ?? pictures.encodeJpeg(picture, quality)
        byQuality.set(quality, jpeg)
        shown += 1
        return numbered(await jpeg, shown)
      },
    },
  }
}

/** With a comment of its own behind the first marker: no camera gives the same bytes twice, and what does is refused. */
function numbered(jpeg: Uint8Array, number: number): Uint8Array {
  const comment = [0xff, 0xfe, 0, 6, ...Buffer.from(Uint32Array.of(number).buffer)]
  return Uint8Array.from([...jpeg.subarray(0, 2), ...comment, ...jpeg.subarray(2)])
}

function withoutId({ id: _, ...asked }: Challenge): object {
  return asked
}
