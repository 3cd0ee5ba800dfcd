import type { GreyImage } from '../image/grey.ts'
import type { Network } from '../ports.ts'
import type { TextLine } from './text-line.ts'

export const MRZ_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
const CLASSES = MRZ_ALPHABET.length + 1
const BLANK = MRZ_ALPHABET.length

/** One character as the network saw it. */
export interface ReadCharacter {
  readonly text: string
  /** Share of the network's belief, 0-1. */
  readonly confidence01: number
  /** Belief in every character of the alphabet where this one stood out most, in the order of `MRZ_ALPHABET`. */
  readonly beliefs: Float32Array
  /** Where along the crop it stands, 0 at the start, 1 at the end. */
  readonly at01: number
}

export interface LineReading {
  readonly characters: readonly ReadCharacter[]
  /** From the first to the last character, on the picture that the crop was cut from. */
  readonly line?: TextLine
}

export function textOf(reading: LineReading): string {
  return reading.characters.map(({ text }) => text).join('')
}

export function meanConfidence(characters: readonly ReadCharacter[]): number {
  if (characters.length === 0) return 0
  return characters.reduce((sum, { confidence01 }) => sum + confidence01, 0) / characters.length
}

/** Reads one crop of a line with the MRZ network. */
export async function readLine(crop: GreyImage, network: Network): Promise<LineReading> {
  const [scores] = await network.run({ dims: [1, 1, crop.height, crop.width], data: normalised(crop.data) })
  return scores === undefined ? { characters: [] } : spell(scores.data)
}

/** Mean 0 and deviation 1, the way the network was trained on. */
export function normalised(values: Float32Array): Float32Array {
  let sum = 0
  let squares = 0
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number
    sum += value
    squares += value * value
  }
  const mean = sum / values.length
  // 0.255 stands for the 0.001 that training adds to the deviation of values between 0 and 1.
  const deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean)) + 0.255
  const result = new Float32Array(values.length)
  for (let at = 0; at < result.length; at += 1) result[at] = ((values[at] as number) - mean) / deviation
  return result
}

/** Greedy CTC over scores [steps, classes]: the best class of each step, repeats merged, blanks dropped. */
export function spell(scores: Float32Array): LineReading {
  const characters: ReadCharacter[] = []
  let before = BLANK
  const steps = Math.floor(scores.length / CLASSES)
  for (let step = 0; step < steps; step += 1) {
    const start = step * CLASSES
    const at01 = (step + 0.5) / steps
    const ofStep = scores.subarray(start, start + CLASSES)
    const best = indexOfLargest(ofStep)
    if (best === BLANK) {
      before = BLANK
      continue
    }
    const beliefs = softmax(ofStep)
    const confidence01 = beliefs[best] ?? 0
    const last = characters.at(-1)
    if (best !== before) {
      characters.push({ text: MRZ_ALPHABET[best] ?? '', confidence01, beliefs, at01 })
    } else if (last !== undefined && confidence01 > last.confidence01) {
      characters[characters.length - 1] = { ...last, confidence01, beliefs, at01 }
    }
    before = best
  }
  return { characters }
}

function softmax(scores: Float32Array): Float32Array {
  const largest = scores[indexOfLargest(scores)] ?? 0
  const powers = new Float32Array(scores.length)
  let total = 0
  for (let at = 0; at < powers.length; at += 1) {
    const power = Math.exp((scores[at] ?? 0) - largest)
    powers[at] = power
    total += power
  }
  for (let at = 0; at < powers.length; at += 1) powers[at] = (powers[at] ?? 0) / total
  return powers
}

function indexOfLargest(values: Float32Array): number {
  let best = 0
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index
  }
  return best
}
