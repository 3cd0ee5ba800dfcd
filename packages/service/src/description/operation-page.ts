import type { AnswerShape, KnownOperation } from '@bonafide/protocol'
import { parametersOf, type Summaries, sortedOperations } from './api-description.ts'
import { parameterDefault, parameterForm, unsupportedOf } from './parameter-schema.ts'

/** The reference page of one operation. */
export function operationPage(operation: KnownOperation, summaries: Summaries): string {
  return [
    `# ${operation.name}`,
    '',
    ...paragraph(summaries.get(operation.name)),
    `\`POST /\` with \`x-acs-action: ${operation.name}\` and \`x-acs-version: ${operation.version}\`.`,
    '',
    ...parameterTable(operation),
    '## Answer',
    '',
    `\`Code\` is \`${operation.successCode}\`. Beside \`RequestId\`, \`Code\` and \`Message\`:`,
    '',
    '| Field | Type |',
    '|---|---|',
    ...fieldRows(operation.answer, ''),
    '',
    'Refusals: [codes](../errors.md#errors-of-the-api).',
    '',
  ].join('\n')
}

/** The list of all of them. */
export function referenceIndex(): string {
  return [
    '# Reference',
    '',
    'Written by `npm run gen` from the tables that validate. The same as OpenAPI 3.1, for API tools:',
    '[the compatible API](openapi.json), [the client channel](client-channel.json). [A collection](collection.json) for Postman',
    'and tools that read its form has every request, signed by its own script.',
    '',
    ...sortedOperations().map(({ name }) => `- [${name}](${name}.md)`),
    '',
  ].join('\n')
}

function paragraph(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text, '']
}

function parameterTable(operation: KnownOperation): readonly string[] {
  const parameters = parametersOf(operation)
  if (parameters.length === 0) return ['It takes no parameters.', '']
  const rows = parameters.map(([name, one]) => {
    const cells = [
      name,
      one.in,
      one.required ? 'yes' : '',
      parameterForm(one),
      parameterDefault(one),
      unsupportedOf(one),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '## Parameters',
    '',
    'Every parameter is read from the query and from the form. An empty one counts as absent, an unknown one is ignored, and',
    'a value that is not supported is refused with `InvalidParameter`.',
    '',
    '| Name | Sent in | Required | Form | Default | Not supported |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ]
}

function fieldRows(shape: AnswerShape, prefix: string): readonly string[] {
  return Object.entries(shape).flatMap(([name, field]) => rowsOf(`${prefix}${name}`, field))
}

function rowsOf(name: string, field: AnswerShape[string]): readonly string[] {
  if (typeof field === 'string') return [`| \`${name}\` | ${field} |`]
  if (Array.isArray(field)) return rowsOf(`${name}[]`, (field as readonly [AnswerShape[string]])[0])
  return fieldRows(field as AnswerShape, `${name}.`)
}
