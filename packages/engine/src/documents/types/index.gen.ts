// Written by `npm run gen`; edit the files of this folder instead.
import passport from './passport.ts'

export const entries = [passport] as const
