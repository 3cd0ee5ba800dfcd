import type { Picture } from '@bonafide/engine'
import { photograph } from '../../photo/photograph.ts'
import type { Seeded } from '../../random.ts'
import type { Forged, ForgeryScenes, ForgeryTool } from '../forgery-tool.ts'
import { cameraFile, sentFile } from './camera-file.ts'
import { pasteValue, redrawLetters, repeatLetters } from './change-value.ts'
import { OTHER_LAYOUTS } from './other-layout.ts'
import { printCopy } from './print-copy.ts'
import { showOnDisplay } from './show-on-display.ts'
import { slipLetters } from './slip-letters.ts'
import { insertPicture, swapPortrait } from './swap-portrait.ts'

/** The tool that the signs are measured on, and that nothing was set by: it shares no way of tampering with tool A. */
export const toolB: ForgeryTool = {
  name: 'b',
  make: {
    original: async ({ scene }, random) =>
      // Half of the originals come straight from the camera, half were sent on by an app.
      sent(random.next() < 0.5 ? scene.photo : await cameraFile(scene.photo, random), 'taken', random),
    'edited-field': async (scenes, random) => {
      const photo = await cameraFile(scenes.scene.photo, random)
      const { way, edit } = random.pick(EDITS)
      return sent(await edit(scenes, photo, random), way, random)
    },
    'replaced-portrait': async ({ scene, other: another, stranger }, random) => {
      const photo = await cameraFile(scene.photo, random)
      if (random.next() < 0.5) return sent(insertPicture(scene, stranger, photo, random), 'own picture', random)
      const other = await another()
      const theirs = await cameraFile(other.photo, random)
      return sent(swapPortrait(scene, other, theirs, photo), 'off another document', random)
    },
    screen: async ({ scene }, random) =>
      sent(showOnDisplay(await cameraFile(scene.photo, random), random), 'display', random),
    copy: async ({ scene }, random) => {
      const copy = printCopy(scene.page, scene.type.size.width, random)
      const shot = { difficulty: scene.difficulty, seed: Math.floor(random.next() * 2 ** 31) }
      return sent(photograph(copy, shot), 'toner', random)
    },
    'wrong-layout': async ({ scene, laidOut }, random) => {
      const { way, change } = random.pick(OTHER_LAYOUTS)
      const { photo } = await laidOut((layout) => change(layout, scene.type.size, random))
      return sent(photo, way, random)
    },
    'unlevel-print': async ({ scene }, random) => {
      const { way, photo } = slipLetters(scene, await cameraFile(scene.photo, random), random)
      return sent(photo, way, random)
    },
  },
}

interface Edit {
  readonly way: string
  readonly edit: (scenes: ForgeryScenes, photo: Picture, random: Seeded) => Picture | Promise<Picture>
}

const EDITS: readonly [Edit, ...Edit[]] = [
  {
    way: 'pasted from another photo',
    edit: async ({ scene, other: another }, photo, random) => {
      const other = await another()
      return pasteValue(scene, other, await cameraFile(other.photo, random), photo, random)
    },
  },
  { way: 'redrawn', edit: ({ scene }, photo, random) => redrawLetters(scene, photo, random) },
  { way: 'letters repeated', edit: ({ scene }, photo, random) => repeatLetters(scene, photo, random) },
]

async function sent(picture: Picture, way: string, random: Seeded): Promise<Forged> {
  const { how, bytes } = await sentFile(picture, random)
  return { way: `${way}, ${how}`, bytes }
}
