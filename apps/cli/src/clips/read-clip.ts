import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Challenge, FaceClip, Frame, Pictures } from '@bonafide/engine'
import { ClipError } from './clip-error.ts'
import { readVideo } from './read-video.ts'
import { chooseFrames } from './subsample.ts'

/**
 * Reads a clip: a folder with `times.json` = `{"frames":[{"file":"0001.jpg","atMs":0},…]}` and the pictures it names,
 * or a video file. Only the frames that the capture would send are decoded and kept.
 */
export async function readClip(path: string, challenge: Challenge, pictures: Pictures): Promise<FaceClip> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new ClipError(`${path} cannot be read`, { cause })
  })
  const frames = info.isDirectory() ? await readFolder(path, challenge, pictures) : await readThinned(path, challenge)
  return { challenge, frames: fromFirst(frames) }
}

async function readThinned(path: string, challenge: Challenge): Promise<readonly Frame[]> {
  const frames = await readVideo(path)
  return pick(
    frames,
    chooseFrames(
      frames.map((frame) => frame.atMs),
      challenge,
    ),
  )
}

async function readFolder(folder: string, challenge: Challenge, pictures: Pictures): Promise<readonly Frame[]> {
  const listed = parseTimes(
    await readFile(join(folder, 'times.json'), 'utf8').catch((cause: unknown) => {
      throw new ClipError(`${folder} has no times.json`, { cause })
    }),
  )
  const chosen = pick(
    listed,
    chooseFrames(
      listed.map((frame) => frame.atMs),
      challenge,
    ),
  )
  const frames: Frame[] = []
  for (const { file, atMs } of chosen) {
    frames.push({ picture: await pictures.decode(await readFile(join(folder, file))), atMs })
  }
  return frames
}

/** Throws a `ClipError` unless file names are plain and times rise. */
export function parseTimes(text: string): readonly { readonly file: string; readonly atMs: number }[] {
  const frames = readJson(text)
  if (!Array.isArray(frames) || frames.length === 0) throw new ClipError('times.json lists no frames')
  let before = Number.NEGATIVE_INFINITY
  return frames.map((frame: unknown) => {
    const { file, atMs } = (typeof frame === 'object' && frame !== null ? frame : {}) as Record<string, unknown>
    if (typeof file !== 'string' || !/^[\w-][\w.-]*$/.test(file))
      throw new ClipError('times.json names a file outside of its folder')
    if (typeof atMs !== 'number' || !(atMs > before)) throw new ClipError('the times in times.json do not rise')
    before = atMs
    return { file, atMs }
  })
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'frames' in value ? value.frames : undefined
  } catch (cause) {
    throw new ClipError('times.json is not JSON', { cause })
  }
}

function pick<T>(items: readonly T[], indices: readonly number[]): readonly T[] {
  return indices.flatMap((index) => items[index] ?? [])
}

function fromFirst(frames: readonly Frame[]): readonly Frame[] {
  const first = frames[0]?.atMs ?? 0
  return frames.map((frame) => ({ ...frame, atMs: frame.atMs - first }))
}
