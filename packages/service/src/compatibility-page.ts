import { products } from '@bonafide/engine'
import { ABSENCES, API_VERSION, type KnownOperation, NOT_OFFERED, operations, type Parameter } from '@bonafide/protocol'
import type { Action } from './actions/define-action.ts'
import { entries as actions } from './actions/index.gen.ts'

/** What both official clients saw of one operation (tests/wire/every-operation.test.ts). */
export interface OperationProof {
  readonly success: boolean
  /** Answers, good ones and refusals, of which every field was as declared. */
  readonly answers: number
  readonly errors: readonly string[]
  readonly uploads: readonly string[]
  readonly products: readonly string[]
}

/** The page `docs/compatibility.md`, from the tables that the service itself reads and the record of a test run. */
export function compatibilityPage(proofs: Readonly<Record<string, OperationProof>>): string {
  const offered = operations
    .filter(({ version }) => version === API_VERSION)
    .map((operation) => [operation.name, row(operation.name, offer(operation), withoutOffer(operation))] as const)
  const absent = [...NOT_OFFERED].map(([name, absence]) => [name, row(name, 'no', ABSENCES[absence])] as const)
  const rows = [...offered, ...absent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  return [
    '# Compatibility',
    '',
    'Written from the tables of operations and products; run',
    '`npx vitest run --project unit packages/service/src/compatibility-page.test.ts -u` after a change.',
    '',
    'Operations of version 2022-08-09. An operation that is not offered answers 403 `Forbidden.AccountAccessDenied`, one that',
    "is for the vendor's own systems 404 `InvalidApi.NotFound`. A value that is refused answers 400 `InvalidParameter`: no",
    'parameter is accepted and then left without its effect.',
    '',
    '| Operation | Offered | What is refused, or why |',
    '|---|---|---|',
    ...rows,
    '',
    `${offered.length} of ${rows.length} operations are offered. Those with a connector ask an outside register that the operator`,
    'connects, those with an anti-spoof network a network that the operator adds ([face-models.md](face-models.md)); without it',
    'they are refused like those that are not offered.',
    '',
    'Products that `Initialize` starts:',
    '',
    ...[...products.values()]
      .filter(({ steps }) => steps.length > 0)
      .map(({ code, steps, documentTypes }) => product(code, steps, documentTypes))
      .sort(),
    '',
    ...proofTable(proofs),
  ].join('\n')
}

/** What was called and answered, by operation. */
function proofTable(proofs: Readonly<Record<string, OperationProof>>): readonly string[] {
  const entries = Object.entries(proofs)
  const list = (codes: readonly string[]) => codes.map((code) => `\`${code}\``).join(', ')
  const errors = entries.reduce((sum, [, proof]) => sum + proof.errors.length, 0)
  const answers = entries.reduce((sum, [, proof]) => sum + proof.answers, 0)
  const [first] = entries
  const common = (first?.[1].errors ?? []).filter((code) => entries.every(([, proof]) => proof.errors.includes(code)))
  return [
    '## What was called',
    '',
    'Each line was called through `@alicloud/openapi-core` and through `@alicloud/openapi-client`, and answered alike:',
    '`npx vitest run --project wire tests/wire/every-operation.test.ts` makes the calls, `-u` records them anew. Pictures are',
    'judged by a stand-in there; what the engine says of real ones is in the other files of tests/wire.',
    '',
    `${entries.filter(([, { success }]) => success).length} of ${entries.length} operations with success, ${errors} refusals with the code that they should have.`,
    `${answers} answers, good ones and refusals, were held field by field against the types that the published client casts to`,
    '(tests/wire/proof/check-answer.ts): texts that hold JSON are texts, nothing is undeclared, what is absent is in a closed list.',
    `All were refused with ${list(common)}, which the table leaves out.`,
    '',
    '| Operation | Success | Answers | Refused with | Uploaded files | Products |',
    '|---|---|---|---|---|---|',
    ...entries.map(
      ([name, { success, answers, errors: codes, uploads, products: started }]) =>
        `| \`${name}\` | ${success ? 'yes' : 'no'} | ${answers} | ${list(codes.filter((code) => !common.includes(code)))} | ${list(uploads)} | ${list(started)} |`,
    ),
    '',
  ]
}

function actionOf({ name }: KnownOperation): Action | undefined {
  return actions.find((entry) => entry.operation.name === name)
}

/** Some answers come from an outside source alone, some from a network that is not packaged. */
function offer(operation: KnownOperation): string {
  const action = actionOf(operation)
  if (action?.needsLivingFaces === true) return 'with an anti-spoof network'
  return action?.asksSource === true ? 'with a connector' : 'yes'
}

/** What is refused always, and what where no network tells living faces. */
function withoutOffer(operation: KnownOperation): string {
  const asked = actionOf(operation)?.livingFacesAskedBy
  const always = refused(operation)
  if (asked === undefined) return always
  const sometimes = `\`${asked.parameter}=${asked.value}\` without an anti-spoof network`
  return always === '' ? sometimes : `${always}, ${sometimes}`
}

function row(name: string, offered: string, text: string): string {
  return `| \`${name}\` | ${offered} | ${text} |`
}

function product(code: string, steps: readonly string[], documentTypes: readonly string[]): string {
  const documents = documentTypes.length === 0 ? '' : `; documents ${documentTypes.join(', ')}`
  return `- \`${code}\`: ${steps.join(', then ')}${documents}`
}

/** The parameters, or the values of them, that are known and refused. */
function refused({ parameters }: KnownOperation): string {
  const entries: readonly (readonly [string, Parameter<unknown>])[] = Object.entries(parameters)
  return entries.flatMap(([name, parameter]) => refusedValues(name, parameter)).join(', ')
}

function refusedValues(name: string, { kind, values, isSupported }: Parameter<unknown>): string[] {
  const code = (text: string) => `\`${text}\``
  if (kind === 'choice')
    return (values ?? []).filter((value) => !isSupported(value)).map((value) => code(`${name}=${value}`))
  if (kind === 'switch') {
    return [true, false].filter((value) => !isSupported(value)).map((value) => code(`${name}=${value ? 'Y' : 'N'}`))
  }
  // A value that nobody would list: refused exactly when the parameter is refused whatever it holds.
  return isSupported({}) ? [] : [code(name)]
}
