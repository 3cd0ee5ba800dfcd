import { documentTypes, type PageCode, type Picture, type Quad, type RegisteredDocument } from '@bonafide/engine'
import type { DemoStillName, Difficulty, DocumentPageDrawing, PrintFace } from '@bonafide/lab'
import type { OpenEngine } from '../open-engine.ts'

/** What a side carries that can be read. */
export const CARRIED = ['print', 'zone', 'barcode'] as const
export type Carried = (typeof CARRIED)[number]

/** One photograph that is to be rendered. */
export interface Shot {
  readonly type: RegisteredDocument
  /** The type's own code. */
  readonly code: string
  readonly page: PageCode
  readonly seed: number
  readonly difficulty: Difficulty
}

/** A photograph as a service would decode it, and what is true of it. */
export interface TakenShot {
  readonly picture: Picture
  readonly drawing: DocumentPageDrawing
  /** Clockwise from the page's upper left. */
  readonly corners: Quad
}

/** Files of phones hold about this quality where the picture was taken with care, and where it was sent on. */
const JPEG_QUALITY: Readonly<Record<Difficulty, number>> = { flat: 90, easy: 85, medium: 75, hard: 55 }
/** Seeds of one round and of the next; sides lie between. */
const SEED_STEP = 64

/** Every registered side that carries something to read, in each round once: medium and hard by turns. */
export function shotsOf(rounds: number, seed: number, only: Carried | undefined): readonly Shot[] {
  const sides = [...new Set(documentTypes.values())].flatMap((type) =>
    type.sides.map((page) => ({ type, page, code: type.codes[0]?.code ?? '' })),
  )
  const wanted = sides.filter(({ type, page }) =>
    CARRIED.some((part) => (only === undefined || part === only) && carries(type, page, part)),
  )
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    wanted.map((side, index) => ({
      ...side,
      seed: seed + SEED_STEP * round + index,
      difficulty: (seed + index + round) % 2 === 0 ? ('medium' as const) : ('hard' as const),
    })),
  )
}

function carries(type: RegisteredDocument, page: PageCode, part: Carried): boolean {
  switch (part) {
    case 'print':
      return (type.pages[page]?.fields.length ?? 0) > 0
    case 'zone':
      return type.mrz?.page === page
    case 'barcode':
      return type.barcode?.page === page && type.barcode.box !== undefined
  }
}

/** Of the people whose stills come with an npm package. */
export async function portraitsOf({ tools, pictures }: OpenEngine): Promise<readonly Picture[]> {
  const { cutPortrait, DEMO_STILLS, demoStill } = await import('@bonafide/lab')
  const names = DEMO_STILLS.filter((name: DemoStillName) => name !== 'ada-selfie')
  return Promise.all(names.map(async (name) => cutPortrait(await demoStill(name, pictures), tools)))
}

export async function takeShot(
  shot: Shot,
  portrait: Picture,
  { pictures }: OpenEngine,
  face: PrintFace = 'plex',
): Promise<TakenShot> {
  const lab = await import('@bonafide/lab')
  const { type, page, seed, difficulty } = shot
  const drawing = await lab.renderDocument({ type, page, holder: lab.inventHolder(seed), portrait, seed, face })
  const photo = lab.photograph(drawing.picture, { difficulty, seed })
  const picture = await pictures.decode(await pictures.encodeJpeg(photo, JPEG_QUALITY[difficulty]))
  return { picture, drawing, corners: lab.cornersOnPhoto(drawing.picture, { difficulty, seed }) }
}
