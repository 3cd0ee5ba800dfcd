import { readFileSync } from 'node:fs'
import { API_VERSION, NOT_OFFERED, operations } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { compatibilityPage, type OperationProof } from './compatibility-page.ts'

/** Every operation of version 2022-08-09 that the published client has. */
const PUBLISHED = `
  AddFaceRecord AddressCompareIntl AddressVerifyIntl AddressVerifyV2Intl BankMetaVerifyIntl CardOcr
  CheckResult CheckVerifyLog CredentialGetResultIntl CredentialRecognitionIntl CredentialSubmitIntl
  CredentialVerifyIntl DeepfakeDetectIntl DeepfakeDetectIntlStream DeleteFaceGroup DeleteFaceRecord
  DeleteFaceRecordV2 DeleteVerifyResult DocOcr DocOcrMax DocOcrMaxV2 DocOcrV2 DownloadVerifyRecordIntl
  EkycVerify EkycVerifyV2 FaceCompare FaceCompareV2 FaceCrossCompareIntl FaceDuplicationCheckIntl
  FaceGuardRisk FaceLiveness FaceLivenessV2 FaceVerifyIntl FraudResultCallBack Id2MetaPeriodVerifyIntl
  Id2MetaVerifyIntl IdnAuthorityVerifyIntl Initialize InitializeV2 KeepaliveIntl Mobile2MetaVerifyIntl
  Mobile3MetaVerifyIntl ModifyFaceGroup ModifyFaceRecord QueryFaceGroup QueryFaceRecord
  TempAccessTokenIntl TempOssUrlIntl
`

/** As tests/wire/every-operation.test.ts recorded it, which fails when it is not what happens any more. */
const record: Readonly<Record<string, OperationProof>> = JSON.parse(
  readFileSync(new URL('../../../tests/wire/proof/record.json', import.meta.url), 'utf8'),
)

describe('docs/compatibility.md', () => {
  it('is written from the tables of operations and products', async () => {
    await expect(compatibilityPage(record)).toMatchFileSnapshot('../../../docs/compatibility.md')
  })

  it('shows every offered operation called with success and refused with several codes', () => {
    const offered = operations.filter(({ version }) => version === API_VERSION).map(({ name }) => name)
    expect(Object.keys(record)).toEqual(offered.toSorted())
    for (const { success, answers, errors } of Object.values(record)) {
      expect(success).toBe(true)
      // Each refusal was seen by two clients, and so was a good answer.
      expect(answers).toBeGreaterThanOrEqual(2 * errors.length + 2)
      expect(errors.length).toBeGreaterThanOrEqual(3)
    }
  })

  it('lists every published operation, and none as both offered and not', () => {
    const offered = operations.map(({ name }) => name)
    expect(offered.filter((name) => NOT_OFFERED.has(name))).toEqual([])
    expect([...offered, ...NOT_OFFERED.keys()]).toEqual(expect.arrayContaining(PUBLISHED.trim().split(/\s+/)))
  })
})
