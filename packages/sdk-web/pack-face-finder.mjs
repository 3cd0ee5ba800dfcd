// Packs the weights of the network that finds faces in the browser: the upper halves of their 32 bits, one kernel after the
// other in the order in which packages/capture/src/face-finder uses them.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** BlazeFace for back cameras (Apache-2.0, Google MediaPipe), as it lies in the package. */
const SOURCE = '@vladmandic/human/models/blazeface.json'
/** Of what is sent: another version of the package may bring another network. */
const SHA256 = '9aea02acc8e794bde5bec270ab5f415a8c64eef2b87be868dc803f325199fb2c'

/** The bytes of guidance.bin. */
export async function packFaceFinder() {
  const packed = await pack(sourceFile())
  const sha256 = createHash('sha256').update(packed).digest('hex')
  if (sha256 !== SHA256) throw new Error(`${SOURCE} gives ${sha256}, which is not the network that is known`)
  return packed
}

/** Found by walking the folders where Node would look: the package's export map hides its models. */
function sourceFile() {
  const folders = createRequire(import.meta.url).resolve.paths(SOURCE) ?? []
  const found = folders.map((folder) => join(folder, SOURCE)).find((file) => existsSync(file))
  if (found === undefined) throw new Error(`${SOURCE} is not installed`)
  return found
}

async function pack(modelFile) {
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(modelFile, 'utf8'))
  const weights = new Map()
  for (const { paths, weights: entries } of weightsManifest) {
    const files = await Promise.all(paths.map((path) => readFile(join(dirname(modelFile), path))))
    const bytes = Buffer.concat(files)
    let at = 0
    for (const { name, shape, dtype, quantization } of entries) {
      if (quantization !== undefined) throw new Error(`${name} is quantised, which is not read here`)
      const count = shape.reduce((product, side) => product * side, 1)
      if (dtype === 'float32') weights.set(name, { shape, bytes: bytes.subarray(at, at + 4 * count) })
      at += 4 * count
    }
  }
  const layers = modelTopology.node
    .filter(({ op }) => op === '_FusedConv2D' || op === 'DepthwiseConv2dNative')
    .map(({ input: [from, ...names] }) => ({ from, kernels: names.map((name) => weights.get(name)) }))
  return Buffer.concat(scoresFirst(layers).flatMap(({ kernels }) => kernels.map(({ bytes }) => upperHalves(bytes))))
}

/** Of two heads on one map, the narrower one gives the scores. Only layers with a bias are heads or mixtures. */
function scoresFirst(layers) {
  const ordered = [...layers]
  const widthOf = ({ kernels: [{ shape }] }) => shape.at(-1)
  const isMixture = ({ kernels }) => kernels.length === 2
  for (let at = 0; at + 1 < ordered.length; at += 1) {
    const [first, second] = ordered.slice(at, at + 2)
    if (first.from !== second.from || !isMixture(first) || !isMixture(second)) continue
    if (widthOf(first) > widthOf(second)) ordered.splice(at, 2, second, first)
  }
  return ordered
}

/** Rounded, not cut: half a unit of the last place is added before. */
function upperHalves(bytes) {
  const halves = Buffer.alloc(bytes.length / 2)
  for (let at = 0; at < bytes.length; at += 4) {
    halves.writeUInt16LE(((bytes.readUInt32LE(at) + 0x8000) >>> 16) & 0xffff, at / 2)
  }
  return halves
}
