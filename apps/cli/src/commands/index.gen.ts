// Written by `npm run gen`; edit the files of this folder instead.

export const entries = [] as const
