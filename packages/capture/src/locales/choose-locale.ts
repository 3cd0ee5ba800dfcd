import type { Locale, TextKey, Texts } from './define-locale.ts'
import { entries } from './index.gen.ts'

/** All languages, by code. */
export const LOCALES: readonly Locale[] = entries

/**
 * The first wish that we speak, else English. Wishes come in the order of client-sdk.md section 8 (the person's own
 * switch, the merchant's default, the system) as codes or BCP 47 tags: `zh-Hant-HK` finds TW before zh.
 */
export function chooseLocale(wishes: readonly (string | undefined)[]): Locale {
  for (const wish of wishes) {
    const found = wish === undefined || wish === '' ? undefined : findLocale(wish)
    if (found !== undefined) return found
  }
  const english = findLocale('en')
  if (english === undefined) throw new Error('the English texts are missing')
  return english
}

/** The text with its places filled. */
export function say(texts: Texts, key: TextKey, places: Readonly<Record<string, string | number>> = {}): string {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole))
}

function findLocale(wish: string): Locale | undefined {
  const wanted = wish.toLowerCase()
  const traditional = /^zh-(hant|tw|hk|mo)/.test(wanted) ? 'tw' : wanted
  const language = wanted.split('-')[0]
  const exact = LOCALES.find(({ code, tag }) => code.toLowerCase() === traditional || tag.toLowerCase() === wanted)
  return exact ?? LOCALES.find(({ code }) => code.toLowerCase() === language)
}
