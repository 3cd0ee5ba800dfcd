import { chooseLanguage, ENGLISH, type Locale, loadLocale, withOwnTexts } from '@bonafide/capture'
import type { SessionView } from '@bonafide/protocol'

/** Which language the screens speak: the person's switch, then the caller's wish, the merchant's, the browser's. */
export interface LanguageChoice {
  /** Resolves when the texts to begin with are there, or English has to do. */
  readonly ready: Promise<void>
  readonly now: () => Locale
  /** The person switches. */
  readonly switchTo: (code: string) => void
  /** What Initialize asked for, known once the session is open; the first time counts. */
  readonly suggest: (code: string | undefined) => void
  /** The merchant's own texts, known once the session is open; the first time counts. */
  readonly adopt: (texts: SessionView['texts']) => void
}

/** Nobody looks at an empty page for longer. */
const PATIENCE_MS = 2_000

/** `onChange` is called whenever other texts are there. */
export function chooseLanguages(wished: string | undefined, onChange: () => void): LanguageChoice {
  const wishes: (string | undefined)[] = [undefined, wished, undefined, ...navigator.languages]
  let locale: Locale = ENGLISH
  let own: SessionView['texts']
  let asked = 0

  async function load(): Promise<void> {
    asked += 1
    const turn = asked
    const loaded = await loadLocale(chooseLanguage(wishes))
    if (turn !== asked) return
    locale = withOwnTexts(loaded, own)
    onChange()
  }

  const first = load()
  return {
    ready: Promise.race([first, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))]),
    now: () => locale,
    adopt(texts) {
      if (texts === undefined || own !== undefined) return
      own = texts
      locale = withOwnTexts(locale, own)
      onChange()
    },
    switchTo(code) {
      wishes[0] = code
      void load()
    },
    suggest(code) {
      if (code === undefined || wishes[2] !== undefined) return
      wishes[2] = code
      void load()
    },
  }
}
