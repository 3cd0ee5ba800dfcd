import type { Box, Picture } from '@bonafide/engine'
import sharp from 'sharp'
import type { Seeded } from '../../random.ts'
import type { SpecimenScene } from '../specimen-scene.ts'
import { grown, patchOf, photoBox, putBack } from './place-on-photo.ts'

/** Kernels that picture editors offer. */
const KERNELS = ['nearest', 'linear', 'mitchell', 'lanczos2', 'lanczos3'] as const
/** Values differ in length; a piece that is drawn out further would be seen at a glance. */
const WIDEST_STRETCH = 1.15

/** A value from the photograph of another page of the kind, or the start of it, over a value of this one. */
export async function layValue(
  scene: SpecimenScene,
  photo: Picture,
  other: SpecimenScene,
  theirs: Picture,
  random: Seeded,
) {
  const target = random.pick(some(scene.values))
  const source = random.pick(some(other.values))
  const room = random.between(0.15, 0.45) * target.box.height
  const width = Math.min(target.box.width, (WIDEST_STRETCH * source.box.width * target.box.height) / source.box.height)
  const scale = source.box.height / target.box.height
  const to = photoBox(scene, grown({ ...target.box, width }, room))
  const from = photoBox(other, grown({ ...source.box, width: width * scale }, room * scale))
  return laid(photo, to, theirs, from, random)
}

/** The portrait of another page, cut out of its photograph along the picture's rows. */
export function layPortrait(
  scene: SpecimenScene,
  photo: Picture,
  other: SpecimenScene,
  theirs: Picture,
  random: Seeded,
) {
  return laid(photo, photoBox(scene, scene.portraitBox), theirs, photoBox(other, other.portraitBox), random)
}

async function laid(photo: Picture, to: Box, theirs: Picture, from: Box, random: Seeded): Promise<Picture> {
  const cut = patchOf(theirs, from)
  const { data } = await sharp(cut.data, { raw: { width: cut.width, height: cut.height, channels: 3 } })
    .resize(to.width, to.height, { fit: 'fill', kernel: random.pick(KERNELS) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const patch = { width: to.width, height: to.height, data: Uint8Array.from(data) }
  const here = patchOf(photo, to)
  const isAdapted = random.next() < 0.7
  const gains = [0, 1, 2].map((channel) => (isAdapted ? lightOf(here, channel) / lightOf(patch, channel) : 1))
  const rim = random.between(0, 3)
  for (let at = 0; at < patch.data.length; at += 1) {
    const [x, y] = [Math.floor(at / 3) % to.width, Math.floor(at / 3 / to.width)]
    const within = Math.min(x, y, to.width - 1 - x, to.height - 1 - y)
    const share = rim === 0 ? 1 : Math.min(1, (within + 0.5) / rim)
    const level = Math.min(255, (patch.data[at] ?? 0) * (gains[at % 3] ?? 1))
    patch.data[at] = share * level + (1 - share) * (here.data[at] ?? 0)
  }
  const edited = { ...photo, data: Uint8Array.from(photo.data) }
  putBack(edited, patch, to)
  return edited
}

/** The level that one pixel in five exceeds: paper, and what is light in a portrait. */
function lightOf({ data }: Picture, channel: number): number {
  const levels = data.filter((_, at) => at % 3 === channel).sort()
  return Math.max(1, levels[Math.floor(0.8 * levels.length)] ?? 1)
}

function some<T>(values: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = values
  if (first === undefined) throw new RangeError('the page prints no value')
  return [first, ...rest]
}
