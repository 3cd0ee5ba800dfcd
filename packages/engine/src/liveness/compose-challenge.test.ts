import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRandom, rolling } from '../../test/any-random.ts'
import { type ChallengePart, type ChallengeWish, USUAL_WISH } from '../verification/challenge-wish.ts'
import { composeChallenge } from './compose-challenge.ts'

const POOL: readonly ChallengePart[] = [
  'blink',
  'open-mouth',
  'turn-left',
  'turn-right',
  'farther',
  'nearer',
  'colours',
]
const anyParts = fc.shuffledSubarray([...POOL], { minLength: 1 })
const isTurn = (part: ChallengePart): boolean => part === 'turn-left' || part === 'turn-right'

function composed(wish: ChallengeWish, light = true): readonly (readonly ChallengePart[])[] {
  const random = rolling(1)
  return Array.from({ length: 400 }, () => composeChallenge(random, wish, light))
}

/** Every outcome that was seen, each once. */
const seen = (all: readonly (readonly ChallengePart[])[]): readonly string[] => [
  ...new Set(all.map((parts) => parts.join(' '))),
]

describe('the usual challenge', () => {
  it('is a turn to either side, then an approach, then colours, with an opened mouth at any moment before them', () => {
    const rest = (turn: string) => [
      `open-mouth ${turn} nearer colours`,
      `${turn} open-mouth nearer colours`,
      `${turn} nearer open-mouth colours`,
    ]
    expect([...seen(composed(USUAL_WISH))].sort()).toEqual([...rest('turn-left'), ...rest('turn-right')].sort())
  })

  it('turns to both sides where there is no light, and needs no approach', () => {
    const all = seen(composed(USUAL_WISH, false))
    expect(all).toHaveLength(6)
    for (const parts of all) expect(parts.split(' ').sort()).toEqual(['open-mouth', 'turn-left', 'turn-right'])
  })
})

describe('a challenge that somebody wishes', () => {
  it('asks every wished part, whatever is wished and drawn, and only for an approach more than once', () => {
    const orders = fc.constantFrom<ChallengeWish['order']>('ours', 'given', 'drawn')
    fc.assert(
      fc.property(anyRandom, anyParts, orders, (random, parts, order) => {
        const asked = composeChallenge(random, { parts, order }, true)
        expect(asked).toEqual(expect.arrayContaining(parts))
        const again = asked.filter((part, at) => asked.indexOf(part) < at)
        expect(again.filter((part) => part !== 'nearer')).toEqual([])
      }),
    )
  })

  it('shows colours last and to a near face, and asks nobody to come near who is', () => {
    const orders = fc.constantFrom<ChallengeWish['order']>('ours', 'given', 'drawn')
    fc.assert(
      fc.property(anyRandom, anyParts, orders, (random, parts, order) => {
        const asked = composeChallenge(random, { parts, order }, true)
        const distance = (before: number) =>
          asked.slice(0, before).findLast((part) => part === 'nearer' || part === 'farther')
        expect(asked.at(-1)).toBe('colours')
        expect(distance(asked.length)).toBe('nearer')
        const approaches = asked.flatMap((part, at) => (part === 'nearer' ? [distance(at)] : []))
        expect(approaches).not.toContain('nearer')
      }),
    )
  })

  it('has a turn and colours with light, both turns and no colours without', () => {
    fc.assert(
      fc.property(anyRandom, anyParts, fc.boolean(), (random, parts, light) => {
        const asked = composeChallenge(random, { parts, order: 'given' }, light)
        expect(asked.filter(isTurn).length).toBeGreaterThanOrEqual(light ? 1 : 2)
        expect(asked.includes('colours')).toBe(light)
      }),
    )
  })

  it('keeps the given order of what a face does', () => {
    fc.assert(
      fc.property(anyRandom, anyParts, (random, parts) => {
        const actions = parts.filter((part) => part !== 'colours')
        const asked = composeChallenge(random, { parts, order: 'given' }, true)
        const found = asked.reduce((count, part) => count + (part === actions[count] ? 1 : 0), 0)
        expect(found).toBe(actions.length)
      }),
    )
  })

  it('draws as many parts from the pool as are counted, in every order', () => {
    const pool: readonly ChallengePart[] = ['turn-left', 'turn-right', 'blink']
    const all = composed({ parts: pool, order: 'drawn', count: 2 }).map((asked) =>
      asked.filter((part) => pool.includes(part)),
    )
    expect(seen(all)).toHaveLength(6)
  })

  it('adds an approach before colours where nobody is near by then; other distances are left to the wish', () => {
    const with07 = (parts: readonly ChallengePart[]) => seen(composed({ parts, order: 'given' }))
    expect(with07(['turn-left', 'colours'])).toEqual(['turn-left nearer colours'])
    expect(with07(['turn-left', 'farther', 'colours'])).toEqual(['turn-left farther nearer colours'])
    expect(with07(['turn-left', 'nearer', 'farther', 'colours'])).toEqual(['turn-left nearer farther nearer colours'])
    expect(with07(['turn-left', 'farther', 'nearer', 'colours'])).toEqual(['turn-left farther nearer colours'])
    expect(with07(['colours', 'turn-left'])).toEqual(['turn-left nearer colours'])
    expect(with07(['turn-left', 'colours', 'nearer'])).toEqual(['turn-left nearer colours'])
    expect(with07(['turn-left', 'colours', 'farther'])).toEqual(['turn-left farther nearer colours'])
  })
})
