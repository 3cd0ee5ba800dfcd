import { type AnswerOf, ApiError, checkVerifyLog, invalidParameter, parseParameters } from '@bonafide/protocol'
import { type ClientTrace, traceOf } from '../flow/client-trace.ts'
import type { Transaction } from '../ports/store.ts'
import { defineAction } from './define-action.ts'

type Result = NonNullable<AnswerOf<typeof checkVerifyLog>['Result']>

/** Nobody said why: the browser was closed, the network was lost, the phone rang. */
const INTERRUPTION_SUSPECTED = '9999'
const CAMERA_DECLINED = '1016'

export default defineAction(checkVerifyLog, async (params, { tenant, tools, parsing }) => {
  const values = parseParameters(checkVerifyLog, params, parsing)
  const transaction = await tools.store.findTransactionOfTenant(tenant.id, values.TransactionId)
  // Unlike CheckResult it also answers for what expired.
  if (transaction === undefined) throw new ApiError('TransactionIdInvalid')
  if (transaction.merchantBizId !== values.MerchantBizId) {
    throw invalidParameter('MerchantBizId', 'It is not the one given to Initialize.')
  }
  if (transaction.state === 'judging') throw new ApiError('ProcessNotCompleted')
  return { Result: showTrace(transaction, traceOf(await tools.store.auditOf(transaction.id))) }
})

function showTrace(transaction: Transaction, trace: ClientTrace): Result {
  return {
    ...outcomeOf(transaction, trace),
    LogInfo: trace.lines,
    LogInfoEn: trace.lines,
    LogStatisticsInfo: JSON.stringify(statisticsOf(trace)),
    ExtInfo: '{}',
  }
}

function outcomeOf({ verdict }: Transaction, { begun, lastPage, leavings }: ClientTrace): Result {
  if (verdict !== undefined) {
    const { passed, subCode } = verdict
    return {
      VerifyStatus: '0',
      VerifyErrorCode: passed ? '1000' : '1001',
      Passed: passed ? 'Y' : 'N',
      SubCode: subCode,
    }
  }
  if (!begun) return { VerifyStatus: '2' }
  return {
    VerifyStatus: '1',
    VerifyErrorCode: leavings.at(-1)?.code ?? INTERRUPTION_SUSPECTED,
    ...(lastPage === undefined ? {} : { InterruptPage: lastPage, InterruptPageEn: lastPage }),
  }
}

function statisticsOf({ givenUp, edited, leavings, stayMs }: ClientTrace): object {
  const declined = (page: string) => leavings.some((one) => one.code === CAMERA_DECLINED && one.page === page)
  return {
    faceOverTimes: givenUp.FACE,
    hasFaceOverTimes: givenUp.FACE > 0,
    hasFacePermissionRefuse: declined('FACE'),
    ocrOverTimes: givenUp.OCR_SCAN,
    hasOcrOverTimes: givenUp.OCR_SCAN > 0,
    hasOcrPermissionRefuse: declined('OCR_SCAN'),
    ocrEditTimes: edited,
    ocrEditOverTimes: givenUp.OCR_RESULT,
    hasOcrEdit: edited > 0,
    hasOcrEditOverTimes: givenUp.OCR_RESULT > 0,
    pageStayTimeInfo: Object.fromEntries(Object.entries(stayMs).map(([page, ms]) => [page, String(ms)])),
  }
}
