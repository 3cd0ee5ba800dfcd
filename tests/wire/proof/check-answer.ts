import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AnswerShape, KnownOperation } from '@bonafide/protocol'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { valueFaults } from './answer-values.ts'

/**
 * Answers against the types that the published client casts them to, field by field, and by that client's own cast. What
 * the client would drop (a field of another name) or turn into something else (a number into a text) is a fault here too.
 */
type Shape = AnswerShape[string]
type Body = Readonly<Record<string, unknown>>

const published: Readonly<Record<string, { readonly answer: AnswerShape }>> = JSON.parse(
  readFileSync(new URL('../../../packages/protocol/vectors/operations.json', import.meta.url), 'utf8'),
)
const ENVELOPE = { RequestId: 'string', Code: 'string', Message: 'string' } as const
const REFUSAL: AnswerShape = { ...ENVELOPE, HostId: 'string' }
const REQUEST_ID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/

/** Declared as texts, and what they hold is JSON, written once: an object in them breaks the clients. */
const JSON_TEXTS = [
  ...['DuplicateFace', 'ExtBasicInfo', 'ExtCardInfo', 'ExtFaceInfo', 'ExtIdInfo', 'ExtInfo', 'ExtRiskInfo'],
  ...['ExtSourceInfo', 'LogStatisticsInfo', 'RiskExtends', 'Detail'],
]

/** Fields of the container that the published client does not know and drops. */
const ADDED: Readonly<Record<string, Readonly<Record<string, AnswerShape>>>> = {
  DeleteVerifyResult: { Result: { Receipt: 'string' } },
}

export interface CheckedAnswer {
  /** What is not as declared, with the path of the field; nothing of what it holds. */
  readonly faults: readonly string[]
  /** Declared fields that are not there; whether they may be is for `mayBeAbsent`. */
  readonly absent: readonly string[]
}

/** A good answer; an operation that the published client lacks is held against its own declaration. */
export function checkAnswer({ name, answer }: KnownOperation, body: unknown): CheckedAnswer {
  const shape: AnswerShape = published[name]?.answer ?? answer
  const containers = Object.entries(ADDED[name] ?? {}).map(([container, fields]) => [
    container,
    { ...Object(shape[container]), ...fields },
  ])
  const { faults, absent } = check({ ...ENVELOPE, ...shape, ...Object.fromEntries(containers) }, body)
  return { faults: [...faults, ...valueFaults(name, body), ...descriptionFaults(name, body)], absent }
}

/** A refusal, which has one form for all operations. */
export function checkRefusal(body: unknown): readonly string[] {
  const { faults, absent } = check(REFUSAL, body)
  return [...faults, ...absent.map((path) => `${path} is absent`)]
}

function check(shape: AnswerShape, body: unknown): CheckedAnswer {
  const faults: string[] = []
  const absent: string[] = []
  compare(shape, body, '', { faults, absent })
  const { RequestId } = isObject(body) ? body : {}
  if (typeof RequestId === 'string' && !REQUEST_ID.test(RequestId)) faults.push('RequestId has another form')
  faults.push(...castFaults(shape, body))
  return { faults, absent: [...new Set(absent)] }
}

interface Found {
  readonly faults: string[]
  readonly absent: string[]
}

function compare(shape: Shape, value: unknown, path: string, found: Found): void {
  if (value === undefined) found.absent.push(path)
  else if (typeof shape === 'string') compareText(shape, value, path, found)
  else if (isItems(shape)) compareItems(shape[0], value, path, found)
  else compareFields(shape, value, path, found)
}

function compareText(type: string, value: unknown, path: string, { faults }: Found): void {
  if (typeof value !== type) return void faults.push(`${path} is ${kindOf(value)} and not ${type}`)
  const name = path.split('.').at(-1) ?? ''
  if (typeof value !== 'string' || !JSON_TEXTS.includes(name)) return
  if (!isObject(parsed(value))) faults.push(`${path} does not hold an object or a list, written as text once`)
}

function compareItems(item: Shape, value: unknown, path: string, found: Found): void {
  if (!Array.isArray(value)) return void found.faults.push(`${path} is ${kindOf(value)} and not a list`)
  for (const one of value) compare(item, one, path, found)
}

function compareFields(shape: AnswerShape, value: unknown, path: string, found: Found): void {
  if (!isObject(value) || Array.isArray(value))
    return void found.faults.push(`${path} is ${kindOf(value)} and not an object`)
  const below = (name: string) => (path === '' ? name : `${path}.${name}`)
  for (const [name, field] of Object.entries(shape)) compare(field, value[name], below(name), found)
  const undeclared = Object.keys(value).filter((name) => !Object.hasOwn(shape, name))
  found.faults.push(...undeclared.map((name) => `${below(name)} is not declared`))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : typeof value
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null
}

function isItems(shape: Exclude<Shape, string>): shape is Extract<Shape, readonly unknown[]> {
  return Array.isArray(shape)
}

type ModelClass = new (fields?: object) => object
const require = createRequire(import.meta.url)
const { cast, Model }: { readonly cast: (body: unknown, model: object) => object; readonly Model: ModelClass } =
  createRequire(require.resolve('@alicloud/openapi-core'))('@darabonba/typescript')

/** What the published client itself makes of an answer: it throws where a field cannot be read as declared. */
function castFaults(shape: AnswerShape, body: unknown): readonly string[] {
  try {
    cast(body, new (modelOf(shape))({}))
    return []
  } catch (error) {
    return [`the client throws: ${error instanceof Error ? error.message : 'something else'}`]
  }
}

const description: {
  readonly paths: Readonly<
    Record<string, { readonly post: { readonly responses: Readonly<Record<string, Answered>> } }>
  >
} = JSON.parse(readFileSync(new URL('../../../docs/reference/openapi.json', import.meta.url), 'utf8'))
interface Answered {
  readonly content: Readonly<Record<string, { readonly schema: object }>>
}
const ajv = new Ajv2020({ allErrors: true })

/** What the OpenAPI description of the operation says against an answer. */
function descriptionFaults(name: string, body: unknown): readonly string[] {
  const schema = description.paths[`/#Action=${name}`]?.post.responses['200']?.content['application/json']?.schema
  if (schema === undefined) return ['it is not described']
  // A schema that was compiled before is found again by its identity.
  if (ajv.validate(schema, body)) return []
  return (ajv.errors ?? []).map(({ instancePath, message = '' }) => `described otherwise: ${instancePath} ${message}`)
}

/** A class as the generator of the published client writes one for these fields. */
function modelOf(shape: AnswerShape): ModelClass {
  const names = Object.fromEntries(Object.keys(shape).map((name) => [name, name]))
  const types = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, typeOf(field)]))
  return class extends Model {
    static names = () => names
    static types = () => types
  }
}

function typeOf(shape: Shape): unknown {
  if (typeof shape === 'string') return shape
  return isItems(shape) ? { type: 'array', itemType: typeOf(shape[0]) } : modelOf(shape)
}

/** Declared upstream and never sent here, by the field or by operation and path, each with its reason. */
const NEVER_SENT: Readonly<Record<string, string>> = {
  KaOcclusionScore: 'a mask is not measured by itself',
  OcclusionScore: 'what covers a face is found or not, and has no score',
  TargetKaOcclusionScore: 'as KaOcclusionScore',
  TargetOcclusionScore: 'as OcclusionScore',
  'FaceLivenessV2 Result.ExtFaceInfo.OcclusionResult': 'only the older operation has a parameter that asks for it',
}

const QUALITY_ASKED = 'where the quality of the face was asked for'
const ATTRIBUTES_ASKED = 'where FaceAttributeCheck asks for it'
const QUALITIES = ['FaceQualityScore', 'IlluminationScore', 'SharpnessScore']
const ESTIMATES = ['FaceAge', 'FaceGender', 'FaceAttributeInfo']
const SEARCHED = ['DuplicateFace', 'FaceRegistrationId', 'FaceRegistrationResult']

/** Declared, and there only in some good answers, by operation and path, each with its reason. */
const SOMETIMES_SENT: Readonly<Record<string, string>> = {
  ...of('CheckResult', 'Result', ['ExtBasicInfo', 'ExtIdInfo'], 'of products with a document'),
  ...of('CheckResult', 'Result', ['ExtRiskInfo'], 'where the device decides along: SecurityLevel 02'),
  ...of('CheckResult', 'Result', ['ExtSourceInfo'], 'where the register was asked: Authorize'),
  ...of('CheckVerifyLog', 'Result', ['InterruptPage', 'InterruptPageEn'], 'where it was interrupted'),
  ...of('CheckVerifyLog', 'Result', ['Passed', 'SubCode'], 'where it was finished'),
  ...of('DownloadVerifyRecordIntl', 'Data', ['Url'], 'with DownloadMode sync'),
  ...of('FaceCompare', 'Result', ['ExtFaceInfo'], QUALITY_ASKED),
  ...of('FaceCompareV2', 'Result', ['ExtFaceInfo'], QUALITY_ASKED),
  ...of('FaceCrossCompareIntl', 'Result', ['FaceComparisonScoreC2A'], 'with CompareModel 1'),
  ...of('FaceDuplicationCheckIntl', 'Result', ['FaceAttack', 'FaceAttackScore'], 'with Liveness 1'),
  ...of('FaceDuplicationCheckIntl', 'Result', SEARCHED, 'where groups are searched, and registered into'),
  ...of('FaceDuplicationCheckIntl', 'Result', ['FaceAge', 'FaceGender', 'ExtFaceInfo'], ATTRIBUTES_ASKED),
  ...of('FaceLiveness', 'Result.ExtFaceInfo', [...QUALITIES, 'OcclusionResult'], QUALITY_ASKED),
  ...of('FaceLiveness', 'Result.ExtFaceInfo', ESTIMATES, ATTRIBUTES_ASKED),
  ...of('FaceLivenessV2', 'Result.ExtFaceInfo', QUALITIES, QUALITY_ASKED),
  ...of('FaceLivenessV2', 'Result.ExtFaceInfo', ESTIMATES, ATTRIBUTES_ASKED),
  ...of('FaceVerifyIntl', 'Result', SEARCHED, 'where groups are searched, and registered into'),
  ...of('FaceVerifyIntl', 'Result', ['FaceAge', 'FaceGender', 'ExtFaceInfo'], ATTRIBUTES_ASKED),
  ...of('QueryFaceGroup', '', ['NextToken'], 'where there is more'),
  ...of('QueryFaceRecord', '', ['NextToken'], 'where there is more'),
}

function of(operation: string, container: string, fields: readonly string[], why: string) {
  const path = (field: string) => (container === '' ? field : `${container}.${field}`)
  return Object.fromEntries(fields.map((field) => [`${operation} ${path(field)}`, why]))
}

export function isNeverSent(operation: string, path: string): boolean {
  return Object.hasOwn(NEVER_SENT, path.split('.').at(-1) ?? '') || Object.hasOwn(NEVER_SENT, `${operation} ${path}`)
}

export function isSometimesSent(operation: string, path: string): boolean {
  return Object.hasOwn(SOMETIMES_SENT, `${operation} ${path}`)
}
