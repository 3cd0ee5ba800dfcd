// Written by `npm run gen`; edit the files of this folder instead.
import addressVerifyIntl from './address-verify-intl.ts'
import addressVerifyV2Intl from './address-verify-v2-intl.ts'
import authorizeFileUpload from './authorize-file-upload.ts'
import bankMetaVerifyIntl from './bank-meta-verify-intl.ts'
import checkResult from './check-result.ts'
import checkVerifyLog from './check-verify-log.ts'
import deleteVerifyResult from './delete-verify-result.ts'
import id2MetaPeriodVerifyIntl from './id2-meta-period-verify-intl.ts'
import id2MetaVerifyIntl from './id2-meta-verify-intl.ts'
import idnAuthorityVerifyIntl from './idn-authority-verify-intl.ts'
import initialize from './initialize.ts'
import initializeV2 from './initialize-v2.ts'
import keepaliveIntl from './keepalive-intl.ts'
import mobile2MetaVerifyIntl from './mobile2-meta-verify-intl.ts'
import mobile3MetaVerifyIntl from './mobile3-meta-verify-intl.ts'

export const entries = [addressVerifyIntl, addressVerifyV2Intl, authorizeFileUpload, bankMetaVerifyIntl, checkResult, checkVerifyLog, deleteVerifyResult, id2MetaPeriodVerifyIntl, id2MetaVerifyIntl, idnAuthorityVerifyIntl, initialize, initializeV2, keepaliveIntl, mobile2MetaVerifyIntl, mobile3MetaVerifyIntl] as const
