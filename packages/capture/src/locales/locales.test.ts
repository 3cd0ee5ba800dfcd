import { describe, expect, it } from 'vitest'
import { chooseLanguage, ENGLISH, LANGUAGES, loadLocale, say } from './choose-language.ts'
import { entries } from './index.gen.ts'

describe('the languages', () => {
  it('have the same texts with the same places to fill', () => {
    const places = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join()
    const english: Readonly<Record<string, string>> = ENGLISH.texts
    const wrong = entries.flatMap(({ code, texts }) => [
      ...Object.entries(texts).flatMap(([key, text]) =>
        places(text) === places(english[key] ?? '') ? [] : [`${code}: ${key}`],
      ),
      ...Object.keys(english).flatMap((key) => (key in texts ? [] : [`${code} lacks ${key}`])),
    ])
    expect(wrong).toEqual([])
  })

  it('are chosen by the first wish that is spoken, English last', () => {
    const chosen = [
      ['es-MX', 'zh'],
      ['xx', 'zh-Hans-CN'],
      [undefined, '', 'ZH'],
      ['zh-Hant-HK'],
      ['zh-TW'],
      ['xx'],
    ].map((wishes) => chooseLanguage(wishes).code)
    expect(chosen).toEqual(['es', 'zh', 'zh', 'TW', 'TW', 'en'])
  })

  it('load the texts of each under its own name, and English where they do not come', async () => {
    const loaded = await Promise.all(LANGUAGES.map(loadLocale))
    expect(loaded.map(({ code, direction }) => [code, direction])).toEqual(
      LANGUAGES.map(({ code, direction }) => [code, direction]),
    )
    const broken = { ...chooseLanguage(['zh']), load: () => Promise.reject(new TypeError('no network')) }
    expect(await loadLocale(broken)).toBe(ENGLISH)
  })

  it('are those of the mobile web list and Turkish (client-sdk.md section 8)', () => {
    const listed = ['zh', 'TW', 'en', 'ms', 'id', 'th', 'vi', 'ja', 'ko', 'fr', 'es', 'pt', 'ru', 'ar', 'tr']
    expect(LANGUAGES.map(({ code }) => code).sort()).toEqual([...listed].sort())
  })

  it('fill the places of a text', () => {
    expect(say(ENGLISH.texts, 'progress.label', { step: 1, count: 3 })).toBe('Step 1 of 3')
  })
})
