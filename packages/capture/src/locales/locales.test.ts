import { describe, expect, it } from 'vitest'
import { chooseLocale, LOCALES, say } from './choose-locale.ts'

describe('the languages', () => {
  it('have the same texts with the same places to fill', () => {
    const places = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join()
    const english: Readonly<Record<string, string>> = chooseLocale(['en']).texts
    const wrong = LOCALES.flatMap(({ code, texts }) => [
      ...Object.entries(texts).flatMap(([key, text]) =>
        places(text) === places(english[key] ?? '') ? [] : [`${code}: ${key}`],
      ),
      ...Object.keys(english).flatMap((key) => (key in texts ? [] : [`${code} lacks ${key}`])),
    ])
    expect(wrong).toEqual([])
  })

  it('are chosen by the first wish that is spoken, English last', () => {
    const chosen = [['es-MX', 'zh'], ['xx', 'zh-Hans-CN'], [undefined, '', 'ZH'], ['xx']].map(
      (wishes) => chooseLocale(wishes).code,
    )
    expect(chosen).toEqual(['es', 'zh', 'zh', 'en'])
  })

  it('fill the places of a text', () => {
    const { texts } = chooseLocale(['en'])
    expect(say(texts, 'progress.label', { step: 1, count: 3 })).toBe('Step 1 of 3')
  })
})
