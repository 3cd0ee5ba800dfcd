import type { Locale, Texts } from './define-locale.ts'

/**
 * A language with the texts that a merchant put in place of ours. Whatever is no text of the screens is left out, and
 * every text that the merchant did not write stays: a screen is never without words.
 */
export function withOwnTexts(
  locale: Locale,
  own: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined,
): Locale {
  const texts = own !== undefined && Object.hasOwn(own, locale.code) ? own[locale.code] : undefined
  if (texts === undefined) return locale
  const known = Object.entries(texts).filter(
    ([name, text]) => Object.hasOwn(locale.texts, name) && typeof text === 'string' && text !== '',
  )
  return { ...locale, texts: { ...locale.texts, ...(Object.fromEntries(known) as Partial<Texts>) } }
}
