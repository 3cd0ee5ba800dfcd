// Written by `npm run gen`; edit the files of this folder instead.
import authorizeFileUpload from './authorize-file-upload.ts'
import checkResult from './check-result.ts'
import checkVerifyLog from './check-verify-log.ts'
import deleteVerifyResult from './delete-verify-result.ts'
import initialize from './initialize.ts'
import initializeV2 from './initialize-v2.ts'
import keepaliveIntl from './keepalive-intl.ts'

export const entries = [authorizeFileUpload, checkResult, checkVerifyLog, deleteVerifyResult, initialize, initializeV2, keepaliveIntl] as const
