import { LANGUAGES, type Locale, say } from '@bonafide/capture'
import { element } from './element.ts'
import { icon } from './icons.ts'

export interface LanguageSelect {
  readonly root: HTMLElement
  readonly draw: (locale: Locale) => void
}

/** The switch of the language; each language is called as it calls itself. */
export function languageSelect(onLanguage: (code: string) => void): LanguageSelect {
  const languages = element(
    'select',
    {},
    ...LANGUAGES.map(({ code, tag, name }) =>
      element('option', { text: name, attributes: { value: code, lang: tag } }),
    ),
  )
  languages.addEventListener('change', () => onLanguage(languages.value))
  return {
    root: element('label', { class: 'bf-language' }, icon('globe'), languages),
    draw(locale) {
      languages.value = locale.code
      languages.setAttribute('aria-label', say(locale.texts, 'app.language'))
    },
  }
}
