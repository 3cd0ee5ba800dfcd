import { randomUUID } from 'node:crypto'
import { type KnownOperation, operations } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'
import { checkAnswer } from './proof/check-answer.ts'
import type { Fields } from './proof/examples.ts'
import { createProofJudge } from './proof/judge.ts'
import { formsOf, otherValues, placed } from './proof/parameter-values.ts'
import { type Body, SCENES, type Stage } from './proof/record-scenes.ts'

/**
 * Every parameter of the operations on what is stored (verifications, faces, groups, reports, objects): each other value
 * changes the answer or what can be seen afterwards, or is refused. Every call has a scene of its own.
 */
const SILENT: Readonly<Record<string, string>> = {
  'DownloadVerifyRecordIntl/Code':
    "names a query template of the vendor's console; the other parameters say what is asked",
}
const REFUSALS = ['InvalidParameter', 'MissingParameter', 'DataDuplication', 'TransactionIdInvalid']
/** Drawn anew for every call, or repeating what was asked. */
const NO_EFFECT = [
  ...['RequestId', 'TransactionId', 'Id', 'FaceId', 'GmtCreate', 'ImgOssUrl', 'Receipt', 'DownloadTaskId', 'Url'],
  ...[
    'AccessKeyId',
    'AccessKeySecret',
    'SecurityToken',
    'Code',
    'DeletedGroupCodes',
    'LogInfo',
    'LogInfoEn',
    'LogStatisticsInfo',
  ],
  ...['CurrentPage', 'PageSize', 'MaxResults'],
]

let service: LiveService
beforeAll(async () => {
  service = await startLiveService({ judge: createProofJudge(), uploadHost: 'uploads.test' })
})
afterAll(() => service.close())

function operationOf(name: string): KnownOperation {
  const operation = operations.find((one) => one.name === name)
  if (operation === undefined) throw new Error(`there is no operation ${name}`)
  return operation
}

/** A tenant of its own, who has nothing yet. */
async function newStage(): Promise<Stage> {
  const credentials = { accessKeyId: randomUUID(), accessKeySecret: 'secret' }
  await service.insertKey(credentials)
  const call = (name: string, fields: Fields) =>
    openApiCore.call(service.host, credentials, placed(operationOf(name), fields))
  return { service, call }
}

/** A call in a scene of its own, where `change` names a parameter and one of its other values by its place. */
async function observe(name: string, change?: { readonly parameter: string; readonly index: number }) {
  const operation = operationOf(name)
  const stage = await newStage()
  const scene = await SCENES[name]?.(stage)
  if (scene === undefined) throw new Error(`there is no scene of ${name}`)
  const { fields, others = {} } = scene
  const values = (parameter: string) => {
    const form = formsOf(operation)[parameter]
    return form === undefined ? [] : otherValues(form, fields[parameter], others[parameter])
  }
  const [value] = change === undefined ? [] : values(change.parameter).slice(change.index)
  const changed = change === undefined || value === undefined ? fields : { ...fields, [change.parameter]: value }
  return { seen: await see(() => stage.call(name, changed), operation, scene.look), values, value }
}

/** What can be seen of a call: its answer and what follows from it, without what says nothing; or the refusal. */
async function see(
  call: () => Promise<Body>,
  operation: KnownOperation,
  look: (answer: Body) => Promise<unknown> = async () => '',
) {
  try {
    const answer = await call()
    expect(checkAnswer(operation, answer).faults).toEqual([])
    return JSON.stringify({ answer: whatMatters(answer), later: whatMatters(await look(answer)) })
  } catch (error) {
    const { code = '' } = error as { readonly code?: string }
    if (!REFUSALS.includes(code)) throw error
    return `refused: ${code}`
  }
}

function whatMatters(value: unknown): unknown {
  const blank = (name: string, one: unknown) => (NO_EFFECT.includes(name) && one !== undefined ? '' : one)
  return JSON.parse(JSON.stringify(value ?? null, blank).replace(/[0-9a-f]{32}/g, ''))
}

describe('the parameters of the operations on what is stored', () => {
  it('has exceptions only of parameters that there are', () => {
    const all = Object.keys(SCENES).flatMap((name) =>
      Object.keys(formsOf(operationOf(name))).map((parameter) => `${name}/${parameter}`),
    )
    expect(Object.keys(SILENT).filter((one) => !all.includes(one))).toEqual([])
  })

  it.each(Object.keys(SCENES))('%s: each other value of a parameter has an effect or is refused', async (name) => {
    const { seen: before, values } = await observe(name)
    expect(before).not.toContain('refused')
    // What differs by itself would be taken for an effect.
    expect((await observe(name)).seen).toBe(before)
    const silent: string[] = []
    for (const parameter of Object.keys(formsOf(operationOf(name)))) {
      if (Object.hasOwn(SILENT, `${name}/${parameter}`)) continue
      for (const index of values(parameter).keys()) {
        const after = await observe(name, { parameter, index })
        expect(after.value).toBeDefined()
        if (after.seen === before) silent.push(`${parameter}=${after.value}`)
      }
    }
    expect(silent).toEqual([])
  })
})
