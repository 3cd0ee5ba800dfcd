// Written by `npm run gen`; edit the files of this folder instead.
import ar from './ar.ts'
import en from './en.ts'
import es from './es.ts'
import fr from './fr.ts'
import id from './id.ts'
import ja from './ja.ts'
import ko from './ko.ts'
import ms from './ms.ts'
import pt from './pt.ts'
import ru from './ru.ts'
import th from './th.ts'
import tr from './tr.ts'
import tw from './tw.ts'
import vi from './vi.ts'
import zh from './zh.ts'

export const entries = [ar, en, es, fr, id, ja, ko, ms, pt, ru, th, tr, tw, vi, zh] as const
