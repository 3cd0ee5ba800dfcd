import { describe, expect, it } from 'vitest'
import { namesOf, type QualityRow, qualityFigures } from './quality-figures.ts'

function row(scene: QualityRow['scene'], standard: QualityRow['named']['standard']): QualityRow {
  return { scene, code: 'GLB03002', seed: 1, named: { loose: [], standard, strict: standard } }
}

const shares = (rows: readonly QualityRow[], scenes: readonly QualityRow['scene'][]) =>
  Object.fromEntries(qualityFigures(rows, scenes).map(({ what, right, n }) => [what, [right, n]]))

describe('figures of the quality of pictures', () => {
  it('count a sound picture as right where nothing is named, at each level by itself', () => {
    const rows = [row('sound', []), row('sound', ['picture-glare'])]
    expect(shares(rows, ['sound'])).toEqual({
      'sound: nothing named, loose': [2, 2],
      'sound: nothing named, standard': [1, 2],
      'sound: nothing named, strict': [1, 2],
    })
  })

  it('count a spoiled picture as right where its own reason is among those that are named', () => {
    const rows = [row('dark', ['picture-dark', 'picture-blurred']), row('dark', ['picture-blurred'])]
    expect(shares(rows, ['dark'])).toMatchObject({
      'dark: picture-dark, loose': [0, 2],
      'dark: picture-dark, standard': [1, 2],
    })
  })

  it('say of how many pictures a figure is, although none was judged', () => {
    expect(qualityFigures([], ['small'])).toHaveLength(3)
    expect(qualityFigures([], ['small'])[0]).toMatchObject({ right: 0, n: 0, lower95: 0 })
  })

  it('name every reason that was given, and how often', () => {
    expect(namesOf([row('dark', ['picture-dark', 'picture-blurred']), row('dark', ['picture-dark'])])).toEqual({
      'picture-dark': 2,
      'picture-blurred': 1,
    })
  })
})
