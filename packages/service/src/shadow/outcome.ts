/** One of the two answers to a call, and how long it took. */
export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly ms: number
}

/** What of an answer may be kept: verdicts and scores, nothing that says who or what was judged. */
export interface Outcome {
  readonly status: number
  readonly code: string
  readonly passed?: 'Y' | 'N'
  readonly subCode?: string
  readonly checks: Readonly<Record<string, string>>
  readonly scores: Readonly<Record<string, number>>
}

/** Single judgements of check-result.md, by their names on the wire, each of a word or two. */
const CHECKS = ['ocrIdPassed', 'facePassed', 'faceAttack', 'FaceAttack', 'OcclusionResult', 'spoofResult', 'sameLevel']
const SCORES = [
  'faceComparisonScore',
  'FaceComparisonScore',
  'faceQualityScore',
  'FaceQualityScore',
  'idFaceQualityScore',
]
const WORD = /^[A-Za-z0-9._-]{1,32}$/
const DEPTH = 4

/** Reads an answer by allow-list; what the other service sends beside it is not looked at. */
export function outcomeOf({ status, body }: Pick<Answered, 'status' | 'body'>): Outcome {
  const result = opened(body['Result'])
  const leaves = [...leavesOf(result, DEPTH)]
  const passed = result['Passed']
  const subCode = String(result['SubCode'] ?? '')
  return {
    status,
    code: wordIn(body['Code']) ?? 'unreadable',
    ...(passed === 'Y' || passed === 'N' ? { passed } : {}),
    ...(/^\d{3}[A-Z]?$/.test(subCode) ? { subCode } : {}),
    checks: named(leaves, CHECKS, wordIn),
    scores: named(leaves, SCORES, numberIn),
  }
}

/** What an answer says that the document says, by page and name of the field; pictures left out. */
export function printedFields(body: Answered['body']): ReadonlyMap<string, string> {
  const ext = opened(opened(body['Result'])['ExtIdInfo'])
  const pages = { ...opened(ext['ocrIdInfoData']) }
  pages['01'] ??= ext['ocrIdInfo']
  pages['02'] ??= ext['ocrIdBackInfo']
  const fields = Object.entries(pages).flatMap(([page, values]) =>
    Object.entries(opened(values)).flatMap(([name, value]) =>
      isPrint(value) ? [[`${page}/${name}`, value] as const] : [],
    ),
  )
  return new Map<string, string>(fields)
}

/** An object, also one that the API writes as a text. */
export function opened(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'string' && value.startsWith('{')) return opened(parsed(value))
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function* leavesOf(object: Readonly<Record<string, unknown>>, depth: number): Generator<readonly [string, unknown]> {
  for (const [name, value] of Object.entries(object)) {
    const inner = depth === 0 ? {} : opened(value)
    if (Object.keys(inner).length > 0) yield* leavesOf(inner, depth - 1)
    else yield [name, value]
  }
}

function named<T>(
  leaves: readonly (readonly [string, unknown])[],
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): Readonly<Record<string, T>> {
  const kept = leaves.flatMap(([name, value]) => {
    const one = names.includes(name) ? read(value) : undefined
    return one === undefined ? [] : [[name, one] as const]
  })
  return Object.fromEntries(kept)
}

function wordIn(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) ? value : undefined
}

function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Longer than any field of a document is only a picture. */
function isPrint(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 512
}
