import type { SpellingNetwork, Tensor } from '../ports.ts'
import type { PrintedCharacter } from './printed-line.ts'

type Alphabet = Pick<SpellingNetwork, 'characters' | 'traditional'>

/**
 * What the reader's answer says: the best class of each step, repeats merged, blanks dropped (greedy CTC). A character
 * stands where belief in it is highest.
 */
export function spellCharacters({ dims, data }: Tensor, alphabet: Alphabet): readonly PrintedCharacter[] {
  const classes = dims.at(-1) ?? 0
  const steps = classes === 0 ? 0 : data.length / classes
  const spelt: PrintedCharacter[] = []
  let before = 0
  for (let step = 0; step < steps; step += 1) {
    const beliefs = data.subarray(step * classes, (step + 1) * classes)
    const best = indexOfLargest(beliefs)
    const confidence01 = beliefs[best] ?? 0
    const text = alphabet.characters[best - 1]
    const last = spelt.at(-1)
    const repeats = best === before && last !== undefined
    if (text !== undefined && (!repeats || confidence01 > last.confidence01)) {
      if (repeats) spelt.pop()
      spelt.push({ text, confidence01, at01: (step + 0.5) / steps, ...traditionalForm(text, beliefs, alphabet) })
    }
    before = best
  }
  return spelt
}

function indexOfLargest(values: Float32Array): number {
  let best = 0
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] as number) > (values[best] as number)) best = index
  }
  return best
}

/**
 * The network knows the character and takes one form for the other: of 24 traditional characters that it read as
 * simplified ones, it believed most in the other form 14 times next (docs/measurements/documents.md). Belief in either
 * form is belief in the character; of several traditional forms the likeliest counts, and the rest as doubt.
 */
function traditionalForm(
  text: string,
  beliefs: Float32Array,
  { characters, traditional }: Alphabet,
): Pick<PrintedCharacter, 'traditional'> {
  const forms = (traditional?.get(text) ?? []).map((form) => ({
    text: form,
    belief: beliefs[characters.indexOf(form) + 1] ?? 0,
  }))
  const [likeliest] = [...forms].sort((a, b) => b.belief - a.belief)
  if (likeliest === undefined) return {}
  const ofForms = forms.reduce((sum, { belief }) => sum + belief, 0)
  const own = beliefs[characters.indexOf(text) + 1] ?? 0
  const share = ofForms === 0 ? 0 : likeliest.belief / ofForms
  return { traditional: { text: likeliest.text, confidence01: Math.min(1, (own + ofForms) * share) } }
}
