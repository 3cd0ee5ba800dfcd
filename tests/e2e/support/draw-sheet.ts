import sharp from 'sharp'

export interface Shot {
  readonly name: string
  readonly png: Uint8Array
}

const GAP = 12
const TILE_PIXELS = 300_000

/** Puts pictures of screens side by side, in rows, small enough to keep in the repository. */
export async function drawSheet(shots: readonly Shot[], file: string): Promise<void> {
  const tiles = await Promise.all(shots.map(({ png }) => tile(png)))
  const [first] = tiles
  if (first === undefined) throw new Error('nothing to draw')
  const columns = first.width > first.height ? 4 : 7
  const [width, height] = [first.width + GAP, first.height + GAP]
  const rows = Math.ceil(tiles.length / columns)
  const sheet = { width: columns * width + GAP, height: rows * height + GAP, channels: 3, background: '#888' } as const
  const placed = tiles.map(({ data }, index) => ({
    input: data,
    left: GAP + (index % columns) * width,
    top: GAP + Math.floor(index / columns) * height,
  }))
  await sharp({ create: sheet }).composite(placed).webp({ quality: 62 }).toFile(file)
}

async function tile(png: Uint8Array): Promise<{ data: Buffer; width: number; height: number }> {
  const { width = 1, height = 1 } = await sharp(png).metadata()
  const scale = Math.min(1, Math.sqrt(TILE_PIXELS / 3 / (width * height)))
  const { data, info } = await sharp(png)
    .resize({ width: Math.round(width * scale) })
    .png()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
