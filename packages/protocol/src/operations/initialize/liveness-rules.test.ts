import { describe, expect, it } from 'vitest'
import { ApiError } from '../../codes/api-error.ts'
import initialize from '../initialize.ts'
import initializeV2 from '../initialize-v2.ts'
import { parseParameters } from '../parse-parameters.ts'

const REQUIRED = {
  ProductCode: 'FACE_LIVENESS',
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: '{"deviceType":"h5"}',
}

/** What Initialize and InitializeV2 both say: `accepted`, or the code with the parameter. */
function answerTo(params: Record<string, string>): string {
  const answers = [initialize, initializeV2].map((operation) => {
    try {
      parseParameters(operation, new Map(Object.entries({ ...REQUIRED, ...params })))
      return 'accepted'
    } catch (error) {
      if (error instanceof ApiError) return `${error.code} ${error.parameter}`
      throw error
    }
  })
  expect(new Set(answers).size).toBe(1)
  return answers[0] ?? ''
}

const DESKTOP = { MetaInfo: '{"deviceType":"web"}' }
const template = (TemplateConfig: string, TemplateType: string, TemplateRanCount = '') => ({
  Model: 'TEMPLATE',
  TemplateConfig,
  TemplateType,
  TemplateRanCount,
})

describe('the model of liveness', () => {
  it.each([
    ['no Model', {}],
    ['LIVENESS', { Model: 'LIVENESS' }],
    ['LIVENESS on a desktop', { Model: 'LIVENESS', ...DESKTOP }],
    ['PHOTINUS_LIVENESS', { Model: 'PHOTINUS_LIVENESS' }],
    ['PHOTINUS_FAR_NEAR_LIVENESS', { Model: 'PHOTINUS_FAR_NEAR_LIVENESS' }],
    ['TEMPLATE, one action in order', template('01', 'Seq')],
    ['TEMPLATE, every action in order', template('07,06,05,04,03,02,01', 'Seq')],
    ['TEMPLATE, all of a pool', template('01,02', 'Ran')],
    ['TEMPLATE, two of three', template('01,02,07', 'Ran', '2')],
    ['TEMPLATE, as many as there are', template('01,02,07', 'Ran', '3')],
    ['TEMPLATE on a desktop', { ...template('02,07', 'Seq'), ...DESKTOP }],
  ])('is accepted as %s', (_, params) => {
    expect(answerTo(params)).toBe('accepted')
  })

  it.each([
    ['a light model on a desktop', { Model: 'PHOTINUS_LIVENESS', ...DESKTOP }, 'InvalidParameter Model'],
    [
      'the other light model on a desktop',
      { Model: 'PHOTINUS_FAR_NEAR_LIVENESS', ...DESKTOP },
      'InvalidParameter Model',
    ],
    ['a model that nobody knows', { Model: 'SMILE' }, 'InvalidParameter Model'],
    ['a template without actions', template('', 'Seq'), 'MissingParameter TemplateConfig'],
    ['a template without an order', template('01', ''), 'MissingParameter TemplateType'],
    ['an action that nobody knows', template('08', 'Seq'), 'InvalidParameter TemplateConfig'],
    ['an action twice', template('01,01', 'Seq'), 'InvalidParameter TemplateConfig'],
    ['an order that nobody knows', template('01', 'Rev'), 'InvalidParameter TemplateType'],
    ['a random order of one action', template('01', 'Ran'), 'InvalidParameter TemplateConfig'],
    ['more than the pool holds', template('01,02', 'Ran', '3'), 'InvalidParameter TemplateRanCount'],
    ['one of a pool', template('01,02', 'Ran', '1'), 'InvalidParameter TemplateRanCount'],
    ['a count of what is in order', template('01,02,03', 'Seq', '2'), 'InvalidParameter TemplateRanCount'],
    ['a template of another model', { TemplateConfig: '01' }, 'InvalidParameter TemplateConfig'],
    ['an order of another model', { Model: 'LIVENESS', TemplateType: 'Seq' }, 'InvalidParameter TemplateType'],
  ])('is refused as %s', (_, params, answer) => {
    expect(answerTo(params)).toBe(answer)
  })
})
