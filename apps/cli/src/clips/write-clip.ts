import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Challenge, ChallengeAction, FlashColour, Frame, Pictures } from '@bonafide/engine'

export interface ClipToWrite {
  readonly name: string
  readonly kind: string
  readonly attack: boolean
  readonly challenge: Challenge
  readonly frames: Iterable<Frame>
  /** 1-100 */
  readonly jpegQuality: number
  /** What else the label says. */
  readonly notes: Readonly<Record<string, unknown>>
}

/** Writes a clip in the form that `readClip` reads, and its label beside it. Answers how many frames it holds. */
export async function writeClip(folder: string, clip: ClipToWrite, pictures: Pictures): Promise<number> {
  const place = join(folder, clip.name)
  await mkdir(place, { recursive: true })
  const listed: { readonly file: string; readonly atMs: number }[] = []
  for (const { atMs, picture } of clip.frames) {
    const file = `${String(listed.length + 1).padStart(4, '0')}.jpg`
    await writeFile(join(place, file), await pictures.encodeJpeg(picture, clip.jpegQuality))
    listed.push({ file, atMs })
  }
  await writeFile(join(place, 'times.json'), JSON.stringify({ frames: listed }))
  await writeFile(join(folder, `${clip.name}.json`), JSON.stringify(labelOf(clip), undefined, 1))
  return listed.length
}

const EVENTS: Readonly<Record<ChallengeAction | FlashColour, string>> = {
  'turn-left': 'yawLeft',
  'turn-right': 'yawRight',
  'open-mouth': 'mouth',
  blink: 'blink',
  nod: 'nod',
  nearer: 'near',
  farther: 'far',
  red: 'flash:r',
  green: 'flash:g',
  blue: 'flash:b',
  cyan: 'flash:c',
  magenta: 'flash:m',
  yellow: 'flash:y',
  white: 'flash:w',
  dark: 'flash:k',
}

/** At 1000 frames a second an event's frames are milliseconds. */
function labelOf({ kind, attack, challenge, notes }: ClipToWrite) {
  const events = [
    ...challenge.steps.map(({ action, ...window }) => ({ asked: action, ...window })),
    ...challenge.flashes.map(({ colour, ...window }) => ({ asked: colour, ...window })),
  ].map(({ asked, startMs, endMs }) => ({ action: EVENTS[asked], start: startMs, end: endMs }))
  return { kind, class: attack ? 'attack' : 'bonafide', fps: 1000, frames: challenge.totalMs, events, ...notes }
}
