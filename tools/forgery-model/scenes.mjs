// Photographs specimen pages for the training, with the places of their values and of the portrait:
//     node scenes.mjs build/scenes 265 3000000
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPictures } from '@bonafide/imaging'
import { cutPortrait, DEMO_STILLS, demoStill, seeded, specimenScene } from '@bonafide/lab'
import { openModels, prepareModels } from '@bonafide/models-onnx'

const [out = 'build/scenes', count = '265', firstSeed = '3000000'] = process.argv.slice(2)
const pictures = createPictures()
const models = await openModels(await prepareModels())
const portraits = []
for (const name of DEMO_STILLS.filter((still) => still !== 'ada-selfie'))
  portraits.push(await cutPortrait(await demoStill(name, pictures), { models }))
await models.close()
await mkdir(out, { recursive: true })
for (let index = 0; index < Number(count); index += 1) {
  const seed = Number(firstSeed) + index
  const random = seeded(seed ^ 0x5bd1e995)
  const scene = await specimenScene(seed, varied(random.pick(portraits), random))
  await writeFile(join(out, `${seed}.rgb`), scene.photo.data)
  await writeFile(join(out, `${seed}.json`), JSON.stringify(placesOf(scene)))
}

function placesOf({ photo, values, portraitBox, toPhoto }) {
  const quad = ({ x, y, width, height }) =>
    [toPhoto(x, y), toPhoto(x + width, y), toPhoto(x + width, y + height), toPhoto(x, y + height)].map((on) => [
      on.x,
      on.y,
    ])
  const { width, height } = photo
  return {
    width,
    height,
    values: values.map(({ text, box }) => ({ text, quad: quad(box) })),
    portrait: quad(portraitBox),
  }
}

/** A part of a picture, perhaps mirrored or soft, in another tone and tint, so that no face is known by its colours. */
function varied(portrait, random) {
  const [width, height] = [portrait.width, portrait.height].map((side) => Math.round(side * random.between(0.72, 1)))
  const [left, top] = [portrait.width - width, portrait.height - height].map((room) => Math.floor(random.next() * room))
  const mirrored = random.next() < 0.5
  const [contrast, middle, saturation] = [random.between(0.6, 1.25), random.between(80, 150), random.between(0.3, 1.2)]
  const tint = [0, 1, 2].map(() => random.between(-22, 22))
  const gamma = random.between(0.75, 1.3)
  const reach = random.next() < 0.35 ? 1 + Math.floor(random.next() * 3) : 0
  const data = new Uint8Array(3 * width * height)
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const colour = meanAround(portrait, left + (mirrored ? width - 1 - x : x), top + y, reach)
    const grey = colour.reduce((sum, level) => sum + level, 0) / 3
    for (const [channel, level] of colour.entries()) {
      const toned = 255 * (Math.max(0, grey + saturation * (level - grey)) / 255) ** gamma
      data[3 * at + channel] = Math.max(0, Math.min(255, middle + contrast * (toned - 128) + (tint[channel] ?? 0)))
    }
  }
  return { width, height, data }
}

/** Of the pixel alone, or of the nine that lie `reach` pixels apart around it. */
function meanAround({ width, height, data }, x, y, reach) {
  const steps = reach === 0 ? [0] : [-reach, 0, reach]
  const sums = [0, 0, 0]
  for (const down of steps) {
    for (const across of steps) {
      const column = Math.max(0, Math.min(width - 1, x + across))
      const row = Math.max(0, Math.min(height - 1, y + down))
      for (let channel = 0; channel < 3; channel += 1) sums[channel] += data[3 * (row * width + column) + channel]
    }
  }
  return sums.map((sum) => sum / steps.length ** 2)
}
