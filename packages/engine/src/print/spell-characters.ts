import type { Tensor } from '../ports.ts'
import type { PrintedCharacter } from './printed-line.ts'

/** What the reader's answer says: the best class of each step, repeats merged, blanks dropped (greedy CTC). */
export function spellCharacters({ dims, data }: Tensor, characters: readonly string[]): readonly PrintedCharacter[] {
  const classes = dims.at(-1) ?? 0
  const steps = classes === 0 ? 0 : data.length / classes
  const spelt: PrintedCharacter[] = []
  let before = 0
  for (let step = 0; step < steps; step += 1) {
    const best = bestClass(data, step * classes, classes)
    const belief = data[step * classes + best] ?? 0
    const text = characters[best - 1]
    if (text !== undefined && best !== before) spelt.push({ text, confidence01: belief, at01: (step + 0.5) / steps })
    before = best
  }
  return spelt
}

function bestClass(data: Float32Array, from: number, classes: number): number {
  let best = 0
  for (let index = 1; index < classes; index += 1) {
    if ((data[from + index] as number) > (data[from + best] as number)) best = index
  }
  return best
}
