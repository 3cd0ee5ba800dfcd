// Written by `npm run gen`; edit the files of this folder instead.
import checkResult from './check-result.ts'
import initialize from './initialize.ts'
import initializeV2 from './initialize-v2.ts'
import keepaliveIntl from './keepalive-intl.ts'

export const entries = [checkResult, initialize, initializeV2, keepaliveIntl] as const
