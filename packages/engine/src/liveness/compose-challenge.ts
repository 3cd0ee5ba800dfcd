import type { Random } from '../ports.ts'
import type { ChallengePart, ChallengeWish } from '../verification/challenge-wish.ts'
import { insert, shuffle } from './draw.ts'

const TURNS = ['turn-left', 'turn-right'] as const satisfies readonly ChallengePart[]

/** What shows in mouth or eyes needs no distance of its own and may come at any moment before the colours. */
const FRONTAL: readonly ChallengePart[] = ['open-mouth', 'blink']

/** From the first of these on the face is no longer at arm's length, where a turn stays in the picture. */
const LEAVING: readonly ChallengePart[] = ['nearer', 'farther']

/**
 * What is asked and in which order. Beyond the wish, every challenge has a turn, because only that tells a head from a
 * sheet, and colours at its end, because only they tell a camera from an injected stream. Who goes without light turns to
 * both sides instead.
 */
export function composeChallenge(random: Random, wish: ChallengeWish, light: boolean): readonly ChallengePart[] {
  const asked = chosen(random, wish).filter((part) => light || part !== 'colours')
  if (wish.order !== 'ours') return withTurns(random, light ? withColours(asked) : asked, light)
  const frontal = asked.filter((part) => FRONTAL.includes(part))
  const rest = asked.filter((part) => !FRONTAL.includes(part))
  const parts = withTurns(random, light ? withColours(rest) : rest, light)
  return placeFrontal(random, parts, frontal.length === 0 ? ['open-mouth'] : frontal)
}

function chosen(random: Random, { parts, order, count }: ChallengeWish): readonly ChallengePart[] {
  return order === 'drawn' ? shuffle(random, parts).slice(0, count) : parts
}

/**
 * Colours come last wherever they were wished: they are nothing that a face does, so its actions keep their order. With
 * colours first 6 of 12 rendered people were rejected, who had turned beside the screen and gone away and come back after.
 *
 * The light of a screen falls off with the square of the distance, so the face comes near before them: of 32 rendered
 * people who had moved away before, 24 gave too little light back to be judged, of 48 near ones none.
 */
function withColours(parts: readonly ChallengePart[]): readonly ChallengePart[] {
  const actions = parts.filter((part) => part !== 'colours')
  const isNear = actions.findLast((part) => part === 'nearer' || part === 'farther') === 'nearer'
  return [...actions, ...(isNear ? [] : (['nearer'] as const)), 'colours']
}

function withTurns(random: Random, parts: readonly ChallengePart[], light: boolean): readonly ChallengePart[] {
  const missing = TURNS.filter((turn) => !parts.includes(turn))
  const needed = light ? TURNS.length - 1 : TURNS.length
  const added = shuffle(random, missing).slice(0, Math.max(0, needed - (TURNS.length - missing.length)))
  return added.reduce((sum, turn) => insert(random, sum, turn, firstOf(sum, LEAVING)), parts)
}

function placeFrontal(
  random: Random,
  parts: readonly ChallengePart[],
  frontal: readonly ChallengePart[],
): readonly ChallengePart[] {
  return frontal.reduce((sum, part) => insert(random, sum, part, firstOf(sum, ['colours'])), parts)
}

/** Where the first of some parts is; the length where there is none. */
function firstOf(parts: readonly ChallengePart[], wanted: readonly ChallengePart[]): number {
  const at = parts.findIndex((part) => wanted.includes(part))
  return at < 0 ? parts.length : at
}
