import { API_VERSION, type KnownOperation, operations } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { checkAnswer, checkRefusal } from './proof/check-answer.ts'

/** The checker of tests/wire/every-operation.test.ts: each way in which an answer could be wrong is found. */
const envelope = { RequestId: '8B0F1C1E-7C1B-5D57-9D0A-2F5B6E0C9A11', Message: 'success' }

function operationOf(name: string): KnownOperation {
  const operation = operations.find((one) => one.name === name && one.version === API_VERSION)
  if (operation === undefined) throw new Error(`there is no operation ${name}`)
  return operation
}

const GOOD: Readonly<Record<string, object>> = {
  CheckResult: { Result: { Passed: 'Y', SubCode: '200', ExtIdInfo: '{"ocrIdPassed":"Y"}', ExtFaceInfo: '{}' } },
  FaceCompareV2: { Result: { Passed: 'Y', FaceComparisonScore: 91.4, ExtFaceInfo: { FaceQualityScore: 80 } } },
  CheckVerifyLog: { Result: { VerifyStatus: '0', LogInfo: ['opened the page'] } },
  QueryFaceRecord: { Items: [{ Id: 1, FaceId: 'a' }], TotalCount: 1, PageSize: 10 },
  ModifyFaceGroup: { Data: 1 },
  FaceDuplicationCheckIntl: { Result: { FaceAge: '33', DuplicateFace: '[{"faceId":"a"}]', FaceRegistrationResult: 1 } },
  DeleteVerifyResult: { Result: { DeleteResult: 'Y', Receipt: 'signed' } },
}
function faultsOf(name: string, fields: object): readonly string[] {
  const operation = operationOf(name)
  return checkAnswer(operation, { ...envelope, Code: operation.successCode, ...fields }).faults
}

describe('the check of a good answer', () => {
  it.each(Object.entries(GOOD))('finds nothing in one of %s that is as declared', (name, fields) => {
    expect(faultsOf(name, fields)).toEqual([])
  })

  it.each([
    ['a text that is an object', 'CheckResult', { Result: { ExtIdInfo: { ocrIdPassed: 'Y' } } }, 'Result.ExtIdInfo'],
    ['a text that is a number', 'CheckResult', { Result: { SubCode: 200 } }, 'Result.SubCode'],
    ['a text that is null', 'CheckResult', { Result: { SubCode: null } }, 'Result.SubCode'],
    ['JSON that is written as text twice', 'CheckResult', { Result: { ExtIdInfo: '"{}"' } }, 'Result.ExtIdInfo'],
    ['JSON that is cut', 'CheckResult', { Result: { ExtFaceInfo: '{"facePassed":' } }, 'Result.ExtFaceInfo'],
    ['an object that is a text', 'FaceCompareV2', { Result: { ExtFaceInfo: '{}' } }, 'Result.ExtFaceInfo'],
    ['a number that is a text', 'FaceCompareV2', { Result: { FaceComparisonScore: '91.4' } }, 'FaceComparisonScore'],
    ['a number in a text of an older form', 'FaceDuplicationCheckIntl', { Result: { FaceAge: 33 } }, 'Result.FaceAge'],
    ['a list that is a text', 'CheckVerifyLog', { Result: { LogInfo: 'opened' } }, 'Result.LogInfo'],
    ['an item of a list', 'CheckVerifyLog', { Result: { LogInfo: ['opened', 1] } }, 'Result.LogInfo'],
    ['a field of an item', 'QueryFaceRecord', { Items: [{ Id: '1' }] }, 'Items.Id'],
    ['a container that is a list', 'CheckResult', { Result: [] }, 'Result'],
    ['a container of another name', 'ModifyFaceGroup', { Result: 1 }, 'Result is not declared'],
    ['a field that nobody declared', 'CheckResult', { Result: { Verdict: 'Y' } }, 'Result.Verdict is not declared'],
    ['a field that another operation has', 'CheckResult', { Result: { Receipt: 'x' } }, 'Receipt is not declared'],
    ['an id of another form', 'KeepaliveIntl', { RequestId: 'abc' }, 'RequestId'],
    ['a word in other capitals', 'KeepaliveIntl', { Result: { Result: 'Success' } }, 'Result.Result says nothing'],
    ['a flag of another operation', 'CheckResult', { Result: { Passed: 'T' } }, 'Result.Passed says nothing'],
    [
      'a flag inside of a text',
      'CheckResult',
      { Result: { ExtFaceInfo: '{"facePassed":true}' } },
      'ExtFaceInfo.facePassed',
    ],
    ['a score beyond its scale', 'FaceCrossCompareIntl', { Result: { FaceComparisonScoreA2B: 91.4 } }, 'ScoreA2B says'],
    ['a code that no table has', 'CheckResult', { Result: { SubCode: '2000' } }, 'Result.SubCode says nothing'],
    [
      'a field of an item in a text',
      'FaceVerifyIntl',
      { Result: { DuplicateFace: '[{"faceID":"a"}]' } },
      'DuplicateFace says',
    ],
  ])('finds %s', (_, name, fields, fault) => {
    expect(faultsOf(name, fields).join()).toContain(fault)
  })

  it('says what the published client itself does with such an answer', () => {
    const thrown = (fields: object) => faultsOf('CheckResult', fields).filter((fault) => fault.startsWith('the client'))
    expect(thrown({ Result: { ExtIdInfo: {} } })).toEqual([expect.stringContaining('expect string, but object')])
    // It turns a number into a text, which is a fault all the same.
    expect(thrown({ Result: { SubCode: 200 } })).toEqual([])
    expect(thrown({ Result: 'Y' })).toEqual([expect.stringContaining('expect object, but string')])
  })

  it('holds it against the OpenAPI description too', () => {
    expect(faultsOf('CheckResult', { Code: '200' })).toEqual([expect.stringContaining('described otherwise: /Code')])
    expect(faultsOf('CheckResult', { Result: { SubCode: 200 } }).join()).toContain(
      'described otherwise: /Result/SubCode',
    )
  })

  it('names the declared fields that are not there', () => {
    const { Result } = { Result: { Passed: 'Y' } }
    const body = { ...envelope, Code: 'Success', Result }
    expect(checkAnswer(operationOf('DocOcr'), body).absent).toEqual([
      'Result.ExtIdInfo',
      'Result.SubCode',
      'Result.TransactionId',
    ])
    expect(checkAnswer(operationOf('DocOcr'), { Result }).absent).toEqual(
      expect.arrayContaining(['RequestId', 'Code', 'Message']),
    )
  })

  it('takes no body, a text or a list for an answer', () => {
    for (const body of [undefined, null, 'Success', []]) {
      const { faults, absent } = checkAnswer(operationOf('KeepaliveIntl'), body)
      expect([...faults, ...absent], String(body)).not.toEqual([])
    }
  })
})

describe('the check of a refusal', () => {
  const refusal = { ...envelope, HostId: 'idv.example.com', Code: 'InvalidParameter' }
  it('finds nothing in the one form that refusals have', () => {
    expect(checkRefusal(refusal)).toEqual([])
  })

  it('finds what is missing, what is more, and what is of another type', () => {
    const { Code: _, ...without } = refusal
    expect(checkRefusal(without)).toEqual(['Code is absent'])
    expect(checkRefusal({ ...refusal, Result: {} })).toEqual(['Result is not declared'])
    expect(checkRefusal({ ...refusal, Message: { text: 'no' } })).toContain('Message is object and not string')
  })
})
