import { describe, expect, it } from 'vitest'
import { comparable, findLabel } from './find-label.ts'

function find(text: string, label: string) {
  const characters = [...text]
  const found = findLabel(comparable(characters), comparable([...label]), characters)
  return found === undefined ? undefined : characters.slice(found.start, found.end).join('')
}

describe('findLabel', () => {
  it('finds a label in front of its value and between others', () => {
    expect(find('性别女民族汉', '民族')).toBe('民族')
    expect(find('Surname/ Nom', 'Surname')).toBe('Surname')
  })

  it('forgives what small print costs', () => {
    expect(find('Sumame/Nom', 'Surname')).toBe('Sumame')
    expect(find('Dateof expiry', 'Date of expiry')).toBe('Dateof expiry')
    expect(find('Nationalite', 'Nationalité')).toBe('Nationalite')
  })

  it('does not take other words for a label', () => {
    expect(find('ERIKSSON', 'Surname')).toBeUndefined()
    expect(find('Date of issue', 'Date of birth')).toBeUndefined()
  })

  it('wants a short label to stand by itself', () => {
    expect(find('Sex F', 'Sex')).toBe('Sex')
    expect(find('ESSEX', 'Sex')).toBeUndefined()
    expect(find('Nominee', 'Nom')).toBeUndefined()
  })
})
