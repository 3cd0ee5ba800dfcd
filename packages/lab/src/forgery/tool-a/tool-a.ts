import type { Picture } from '@bonafide/engine'
import type { Seeded } from '../../random.ts'
import type { ForgeryTool } from '../forgery-tool.ts'
import { photocopy, showOnScreen } from '../recapture.ts'
import { moveLetters, retypeField } from './edit-field.ts'
import { replacePortrait } from './replace-portrait.ts'
import { CAMERA_QUALITY, EDITOR_QUALITY, reopened, savedJpeg } from './saved-photo.ts'

/** Share of originals that an app saved once more on their way. */
const RESAVED_SHARE = 0.3
/** Share of the copies that are of one colour other than grey. */
const TINTED_SHARE = 0.5

/** The tool on which the cuts of the signs are set: an editor that writes outlines and lays pictures over pictures. */
export const toolA: ForgeryTool = {
  name: 'a',
  make: {
    original: async ({ scene }, random) => {
      const resaved = random.next() < RESAVED_SHARE
      const photo = resaved ? await reopened(scene.photo, random.between(...CAMERA_QUALITY)) : scene.photo
      return {
        way: resaved ? 'saved twice' : 'saved once',
        bytes: await savedJpeg(photo, random.between(...CAMERA_QUALITY)),
      }
    },
    'edited-field': async ({ scene }, random) => {
      const photo = await reopened(scene.photo, random.between(...CAMERA_QUALITY))
      const retyped = random.next() < 0.5
      const edited = retyped ? await retypeField(scene, photo, random) : moveLetters(scene, photo, random)
      return { way: retyped ? 'retyped' : 'letters moved', bytes: await saved(edited, random) }
    },
    'replaced-portrait': async ({ scene, stranger }, random) => {
      const photo = await reopened(scene.photo, random.between(...CAMERA_QUALITY))
      return { way: 'laid over', bytes: await saved(replacePortrait(scene, photo, stranger, random), random) }
    },
    screen: async ({ scene }, random) => ({
      way: 'stripes',
      bytes: await savedJpeg(showOnScreen(scene.photo, seedFrom(random)), random.between(...CAMERA_QUALITY)),
    }),
    copy: async ({ scene }, random) => {
      const tinted = random.next() < TINTED_SHARE
      const grey = photocopy(scene.photo, seedFrom(random))
      const copy = tinted ? toned(grey, random) : grey
      return { way: tinted ? 'tinted' : 'grey', bytes: await savedJpeg(copy, random.between(...CAMERA_QUALITY)) }
    },
  },
}

function saved(picture: Picture, random: Seeded): Promise<Uint8Array> {
  return savedJpeg(picture, random.between(...EDITOR_QUALITY))
}

function seedFrom(random: Seeded): number {
  return Math.floor(random.next() * 2 ** 31)
}

/** Black toner of some hue: what is dark is tinted, what is light stays as it was. */
function toned({ width, height, data }: Picture, random: Seeded): Picture {
  const hue = [random.between(0, 40), random.between(0, 25), random.between(0, 40)]
  const tinted = data.map((level, at) => Math.min(255, level + (hue[at % 3] ?? 0) * (1 - level / 255)))
  return { width, height, data: tinted }
}
