import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type ObservedFace, observeFaces, type Picture } from '@bonafide/engine'
import { CommandError } from '../define-command.ts'
import type { OpenEngine } from '../open-engine.ts'

/** One picture of a person from which clips are rendered. */
export interface Still {
  readonly subject: string
  readonly path: string
}

export interface StillsFound {
  readonly subjects: ReadonlyMap<string, readonly Still[]>
  /** Pictures that show no face, or one that is too small or too far turned to be moved. */
  readonly skipped: readonly string[]
}

const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp'])

/**
 * Below this width the face is blurred when it fills the frame; a face turned further hides the cheek that a turn would
 * show. Chosen by eye on rendered clips.
 */
const FACE_WIDTH_PX = 80
const MOST_YAW_RAD = 0.17
const MOST_PITCH_RAD = 0.32
const MOST_MOUTH = 0.25
/** Share of the height of the face that must be seen above and below it: hair and neck cannot be invented. */
const AROUND = 0.25

/** A folder of pictures, each another person, or of folders, each with pictures of one person. */
export async function readStills(folder: string, engine: OpenEngine): Promise<StillsFound> {
  const found = await stillsIn(folder)
  const subjects = new Map<string, Still[]>()
  const skipped: string[] = []
  for (const still of found) {
    if (!(await canMove(still, engine))) skipped.push(still.path)
    else subjects.set(still.subject, [...(subjects.get(still.subject) ?? []), still])
  }
  if (subjects.size === 0)
    throw new CommandError(`${folder} holds no picture with a face that is large and straight enough`)
  return { subjects, skipped }
}

async function stillsIn(folder: string): Promise<readonly Still[]> {
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw new CommandError(`${folder} cannot be read`, { cause })
  })
  const stills: Still[] = []
  for (const name of [...entries].sort()) {
    const path = join(folder, name)
    if (isPicture(name)) stills.push({ subject: plain(name.slice(0, -extname(name).length)), path })
    else for (const inner of await picturesIn(path)) stills.push({ subject: plain(name), path: join(path, inner) })
  }
  return stills
}

async function picturesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).filter(isPicture).sort()
}

function isPicture(name: string): boolean {
  return PICTURES.has(extname(name).toLowerCase())
}

/** Subjects stand in names of files. */
function plain(name: string): string {
  return name.replace(/[^\w-]+/g, '-')
}

async function canMove({ path }: Still, { tools, pictures }: OpenEngine): Promise<boolean> {
  const picture = await pictures.decode(await readFile(path))
  const [face] = await observeFaces(picture, tools)
  return face !== undefined && isFit(face, picture)
}

function isFit({ mesh, pose, mouthRatio }: ObservedFace, { height }: Picture): boolean {
  const [right, left, top, chin] = [234, 454, 10, 152].map((index) => ({
    x: mesh[index * 3] ?? 0,
    y: mesh[index * 3 + 1] ?? 0,
  }))
  if (right === undefined || left === undefined || top === undefined || chin === undefined) return false
  const room = AROUND * (chin.y - top.y)
  return (
    Math.hypot(left.x - right.x, left.y - right.y) >= FACE_WIDTH_PX &&
    top.y >= room &&
    height - chin.y >= room &&
    Math.abs(pose.yawRad) <= MOST_YAW_RAD &&
    Math.abs(pose.pitchRad) <= MOST_PITCH_RAD &&
    mouthRatio <= MOST_MOUTH
  )
}
