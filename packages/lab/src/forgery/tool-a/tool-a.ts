import type { Picture } from '@bonafide/engine'
import { photograph } from '../../photo/photograph.ts'
import type { Seeded } from '../../random.ts'
import type { Forged, ForgeryScenes, ForgeryTool } from '../forgery-tool.ts'
import { photocopy, showOnScreen } from '../recapture.ts'
import type { SpecimenScene } from '../specimen-scene.ts'
import { copyPage } from './copy-page.ts'
import { moveLetters, retypeField } from './edit-field.ts'
import { layPortrait, layValue } from './lay-from-photo.ts'
import { LAYOUT_MISTAKES } from './mistaken-layout.ts'
import { replacePortrait } from './replace-portrait.ts'
import { resetLetters } from './reset-letters.ts'
import { cameraJpeg, reopened, savedAgain } from './saved-photo.ts'

/** Share of originals that an app saved once more on their way. */
const RESAVED_SHARE = 0.4

/** The tool on which the cuts of the signs are set: an editor that writes outlines and lays pictures over pictures. */
export const toolA: ForgeryTool = {
  name: 'a',
  make: {
    original: async ({ scene }, random) => {
      if (random.next() >= RESAVED_SHARE) return { way: 'saved once', bytes: await cameraJpeg(scene.photo, random) }
      return { way: 'saved twice', bytes: await savedAgain(await reopened(scene.photo, random), random) }
    },
    'edited-field': (scenes, random) => changed(EDITS, scenes, random),
    'replaced-portrait': (scenes, random) => changed(PORTRAITS, scenes, random),
    screen: async ({ scene }, random) => ({
      way: 'stripes',
      bytes: await cameraJpeg(showOnScreen(scene.photo, seedFrom(random)), random),
    }),
    copy: async ({ scene }, random) => {
      const { way, copied } = random.pick(COPIES)
      return { way, bytes: await cameraJpeg(copied(scene, random), random) }
    },
    'wrong-layout': async ({ scene, laidOut }, random) => {
      const { way, mistake } = random.pick(LAYOUT_MISTAKES)
      const { photo } = await laidOut((layout) => mistake(layout, scene.type.size, random))
      return { way, bytes: await cameraJpeg(photo, random) }
    },
    'unlevel-print': async ({ scene }, random) => {
      const { way, page } = await resetLetters(scene, random)
      const shot = { difficulty: scene.difficulty, seed: seedFrom(random) }
      return { way, bytes: await cameraJpeg(photograph(page, shot), random) }
    },
  },
}

interface Change {
  readonly way: string
  readonly change: (scenes: ForgeryScenes, photo: Picture, random: Seeded) => Picture | Promise<Picture>
}

const EDITS: readonly [Change, ...Change[]] = [
  { way: 'retyped', change: ({ scene }, photo, random) => retypeField(scene, photo, random) },
  { way: 'letters moved', change: ({ scene }, photo, random) => moveLetters(scene, photo, random) },
  {
    way: 'laid from a photo',
    change: async ({ scene, other: another }, photo, random) => {
      const other = await another()
      return layValue(scene, photo, other, await reopened(other.photo, random), random)
    },
  },
]

const PORTRAITS: readonly [Change, ...Change[]] = [
  {
    way: 'laid over',
    change: ({ scene, stranger }, photo, random) => replacePortrait(scene, photo, stranger, random),
  },
  {
    way: 'laid from a photo',
    change: async ({ scene, other: another }, photo, random) => {
      const other = await another()
      return layPortrait(scene, photo, other, await reopened(other.photo, random), random)
    },
  },
]

async function changed(ways: readonly [Change, ...Change[]], scenes: ForgeryScenes, random: Seeded): Promise<Forged> {
  const { way, change } = random.pick(ways)
  const edited = await change(scenes, await reopened(scenes.scene.photo, random), random)
  return { way, bytes: await savedAgain(edited, random) }
}

interface Copy {
  readonly way: string
  readonly copied: (scene: SpecimenScene, random: Seeded) => Picture
}

const COPIES: readonly [Copy, ...Copy[]] = [
  { way: 'grey', copied: ({ photo }, random) => photocopy(photo, seedFrom(random)) },
  { way: 'tinted', copied: ({ photo }, random) => toned(photocopy(photo, seedFrom(random)), random) },
  {
    way: 'printed in dots',
    copied: ({ page, difficulty }, random) =>
      photograph(copyPage(page, random), { difficulty, seed: seedFrom(random) }),
  },
]

function seedFrom(random: Seeded): number {
  return Math.floor(random.next() * 2 ** 31)
}

/** Black toner of some hue: what is dark is tinted, what is light stays as it was. */
function toned({ width, height, data }: Picture, random: Seeded): Picture {
  const hue = [random.between(0, 40), random.between(0, 25), random.between(0, 40)]
  const tinted = data.map((level, at) => Math.min(255, level + (hue[at % 3] ?? 0) * (1 - level / 255)))
  return { width, height, data: tinted }
}
