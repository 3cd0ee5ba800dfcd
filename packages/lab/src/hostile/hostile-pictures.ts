import type { Picture } from '@bonafide/engine'
import { seeded } from '../random.ts'
import { CRAFTED } from './crafted-pictures.ts'
import { MUTATIONS, type Mutation } from './mutations.ts'
import { type SoundPicture, soundPictures } from './sound-pictures.ts'

/** A file to send to a service, and how it came about. */
export interface HostilePicture {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface HostilePictures {
  /** How many were made by hand; they are the first ones. */
  readonly crafted: number
  /** The file of this number; the same number and seed give the same file. */
  at(number: number, seed: number): Promise<HostilePicture>
}

const KINDS: readonly (readonly [string, Mutation])[] = Object.entries(MUTATIONS)

/** Crafted files first, then mutations of sound files without end: each way in turn, one to three ways at once. */
export async function openHostilePictures(portrait: Picture): Promise<HostilePictures> {
  const sound = await soundPictures(portrait)
  return {
    crafted: CRAFTED.length,
    at: async (number, seed) => {
      const crafted = CRAFTED[number]
      if (crafted === undefined) return mutated(sound, number, seed)
      return { name: crafted.name, bytes: Uint8Array.from(await crafted.make(portrait)) }
    },
  }
}

function mutated(sound: readonly SoundPicture[], number: number, seed: number): HostilePicture {
  const random = seeded(seed + 7919 * number)
  const pick = <T>(items: readonly T[], index: number): T => {
    const item = items[index % items.length]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  const from = pick(sound, Math.floor(random.next() * sound.length))
  const names: string[] = []
  let { bytes } = from
  for (let times = 1 + Math.floor(random.next() ** 2 * 3); times > 0; times -= 1) {
    const [name, mutate] = pick(KINDS, number + 5 * names.length)
    const other = pick(sound, Math.floor(random.next() * sound.length))
    bytes = mutate(bytes.length === 0 ? other.bytes : bytes, other.bytes, random)
    names.push(name)
  }
  return { name: `${from.name}: ${names.join(', ')}`, bytes: Uint8Array.from(bytes) }
}
