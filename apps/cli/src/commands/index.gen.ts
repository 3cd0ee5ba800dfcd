// Written by `npm run gen`; edit the files of this folder instead.
import doctor from './doctor.ts'

export const entries = [doctor] as const
