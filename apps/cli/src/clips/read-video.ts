import { spawn } from 'node:child_process'
import type { Frame } from '@bonafide/engine'
import { ClipError } from './clip-error.ts'

const MOST_SECONDS = 30
/** Larger videos are shrunk while they are decoded; the capture sends 480 x 640. */
const MOST_SIDE = 1280

/** Decodes a video with the ffmpeg program. Frame times are those of the file, in milliseconds since its first frame. */
export async function readVideo(path: string): Promise<readonly Frame[]> {
  const shrink = `scale=w='min(iw,${MOST_SIDE})':h='min(ih,${MOST_SIDE})':force_original_aspect_ratio=decrease`
  const args = ['-nostdin', '-hide_banner', '-t', String(MOST_SECONDS), '-i', path, '-an', '-vf', `${shrink},showinfo`]
  const { stdout, stderr } = await runFfmpeg([
    ...args,
    '-fps_mode',
    'passthrough',
    '-f',
    'image2pipe',
    '-c:v',
    'ppm',
    '-',
  ])
  const pictures = splitPpm(stdout)
  const times = [...stderr.matchAll(/showinfo.*pts_time:\s*(-?[\d.]+)/g)].map((match) => 1000 * Number(match[1]))
  const [first] = times
  if (first === undefined || times.length !== pictures.length)
    throw new ClipError(`${path} holds no frames that can be read`)
  return pictures.map((picture, index) => ({ picture, atMs: (times[index] ?? first) - first }))
}

async function runFfmpeg(args: readonly string[]): Promise<{ readonly stdout: Buffer; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('ffmpeg', [...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', (cause) => {
      reject(new ClipError('Reading a video needs the program ffmpeg (package ffmpeg) on the PATH', { cause }))
    })
    child.on('close', (exitCode) => {
      const stderr = Buffer.concat(err).toString('utf8')
      if (exitCode === 0) resolve({ stdout: Buffer.concat(out), stderr })
      else reject(new ClipError(`ffmpeg could not read the video: ${stderr.trim().split('\n').at(-1) ?? exitCode}`))
    })
  })
}

/** Pictures in binary PPM (P6, 8 bit), one after the other. */
export function splitPpm(bytes: Uint8Array): readonly Frame['picture'][] {
  const pictures: Frame['picture'][] = []
  let at = 0
  while (at < bytes.length) {
    const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(String.fromCharCode(...bytes.subarray(at, at + 32)))
    if (header === null) throw new ClipError('a frame is not in the form that was asked for')
    const [width, height] = [Number(header[1]), Number(header[2])]
    const start = at + header[0].length
    at = start + 3 * width * height
    if (at > bytes.length) throw new ClipError('a frame ends too early')
    pictures.push({ width, height, data: bytes.subarray(start, at) })
  }
  return pictures
}
