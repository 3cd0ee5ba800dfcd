// Written by `npm run gen`; edit the files of this folder instead.
import en from './en.ts'
import es from './es.ts'
import zh from './zh.ts'

export const entries = [en, es, zh] as const
