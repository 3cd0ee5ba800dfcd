import type { Language, Locale, TextKey, Texts } from './define-locale.ts'
import en from './en.ts'
import { languages } from './languages.gen.ts'

/** All languages, by code. Their texts are loaded one language at a time. */
export const LANGUAGES: readonly Language[] = languages

/** The texts that are there at once, and whenever those of another language do not come. */
export const ENGLISH: Locale = en

/**
 * The first wish that we speak, else English. Wishes come in the order of client-sdk.md section 8 (the person's own
 * switch, the merchant's default, the system) as codes or BCP 47 tags: `zh-Hant-HK` finds TW before zh.
 */
export function chooseLanguage(wishes: readonly (string | undefined)[]): Language {
  for (const wish of wishes) {
    const found = wish === undefined || wish === '' ? undefined : findLanguage(wish)
    if (found !== undefined) return found
  }
  return { ...ENGLISH, load: async () => ({ default: ENGLISH }) }
}

/** The texts of a language; English when they do not come (a broken network, an installation that lacks the file). */
export async function loadLocale(language: Language): Promise<Locale> {
  try {
    return (await language.load()).default
  } catch {
    return ENGLISH
  }
}

/** The text with its places filled. */
export function say(texts: Texts, key: TextKey, places: Readonly<Record<string, string | number>> = {}): string {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole))
}

function findLanguage(wish: string): Language | undefined {
  const wanted = wish.toLowerCase()
  const traditional = /^zh-(hant|tw|hk|mo)/.test(wanted) ? 'tw' : wanted
  const language = wanted.split('-')[0]
  const exact = LANGUAGES.find(({ code, tag }) => code.toLowerCase() === traditional || tag.toLowerCase() === wanted)
  return exact ?? LANGUAGES.find(({ code }) => code.toLowerCase() === language)
}
