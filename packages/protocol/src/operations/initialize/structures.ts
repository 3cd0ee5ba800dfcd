import { type MetaInfo, MetaInfoError, parseMetaInfo } from '../../metainfo.ts'
import { ValueRefused } from '../parameter.ts'

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z]{2,4})?$/

/** MetaInfo, refused in the words of the API. */
export function readMetaInfo(text: string): MetaInfo {
  try {
    return parseMetaInfo(text)
  } catch (error) {
    if (error instanceof MetaInfoError) throw new ValueRefused(error.message)
    throw error
  }
}

/** `{"defaultLanguage":"en"}` or a bare `en`; the value is the code. */
export function readLanguage(text: string): string {
  if (LANGUAGE.test(text)) return text
  const value = readJson(text)
  const language =
    typeof value === 'object' && value !== null && 'defaultLanguage' in value ? value.defaultLanguage : undefined
  if (typeof language === 'string' && LANGUAGE.test(language)) return language
  throw new ValueRefused('It must be a language code or JSON with defaultLanguage.')
}

/** `["OCR_ID_BACK"]`: names of further pages. */
export function readPageNames(text: string): readonly string[] {
  const value = readJson(text)
  const isNames = Array.isArray(value) && value.length <= 10 && value.every((item) => typeof item === 'string')
  if (!isNames) throw new ValueRefused('It must be a JSON array of texts.')
  return value
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ValueRefused('It is not JSON.')
  }
}
