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

/** What pages are called here, beside their codes; the specification has `OCR_ID_BACK` as its example. */
const PAGE_NAMES: ReadonlyMap<unknown, '01' | '02'> = new Map([
  ['OCR_ID_FACE', '01'],
  ['OCR_ID_BACK', '02'],
  ['01', '01'],
  ['02', '02'],
])
const MOST_PAGE_NAMES = 10

/** `["OCR_ID_BACK"]`: further pages; the value is their codes. */
export function readPageNames(text: string): readonly ('01' | '02')[] {
  const value = readJson(text)
  if (!Array.isArray(value) || value.length > MOST_PAGE_NAMES)
    throw new ValueRefused('It must be a JSON array of names.')
  return value.map((name) => {
    const page = PAGE_NAMES.get(name)
    if (page === undefined) throw new ValueRefused('Pages are called OCR_ID_FACE and OCR_ID_BACK.')
    return page
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ValueRefused('It is not JSON.')
  }
}
