import {
  type AnswerShape,
  API_ERRORS,
  API_VERSION,
  type KnownOperation,
  operations,
  type Parameter,
} from '@bonafide/protocol'
import { parameterSchema } from './parameter-schema.ts'

export type Summaries = ReadonlyMap<string, string>

/**
 * The compatible API as OpenAPI 3.1, from the tables that validate. All actions are `POST /`; the part behind `#` only
 * tells them apart, as descriptions of such APIs do.
 */
export function apiDescription(summaries: Summaries): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bonafide, compatible API',
      version: API_VERSION,
      description:
        'Signed RPC calls. The headers x-acs-action and x-acs-version name the action; clients sign by ACS3-HMAC-SHA256 or, where the access key allows it, by HMAC-SHA1 (version 2).',
    },
    servers: [{ url: 'http://127.0.0.1:7480' }],
    security: [{ signature: [] }],
    paths: Object.fromEntries(
      sortedOperations().map((one) => [`/#Action=${one.name}`, { post: describe(one, summaries) }]),
    ),
    components: {
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'ACS3-HMAC-SHA256 Credential=…',
        },
      },
      schemas: { Error: errorSchema() },
    },
  }
}

export function sortedOperations(): readonly KnownOperation[] {
  return [...operations].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The parameters of an operation in the order in which they are declared. */
export function parametersOf(operation: KnownOperation): readonly (readonly [string, Parameter<unknown>])[] {
  return Object.entries(operation.parameters)
}

function describe(operation: KnownOperation, summaries: Summaries): object {
  const parameters = parametersOf(operation)
  const query = parameters.filter(([, { in: place }]) => place === 'query')
  const form = parameters.filter(([, { in: place }]) => place === 'form')
  const summary = summaries.get(operation.name)
  return {
    operationId: operation.name,
    ...(summary === undefined ? {} : { summary }),
    parameters: [
      fixedHeader('x-acs-action', operation.name),
      fixedHeader('x-acs-version', operation.version),
      ...query.map(([name, one]) => ({ name, in: 'query', required: one.required, schema: parameterSchema(one) })),
    ],
    ...(form.length === 0 ? {} : { requestBody: formBody(form) }),
    responses: {
      200: { description: `Code ${operation.successCode}`, content: json(answerSchema(operation)) },
      default: { description: 'The call was refused.', content: json({ $ref: '#/components/schemas/Error' }) },
    },
  }
}

function fixedHeader(name: string, value: string): object {
  return { name, in: 'header', required: true, schema: { const: value } }
}

function formBody(form: readonly (readonly [string, Parameter<unknown>])[]): object {
  const required = form.filter(([, one]) => one.required).map(([name]) => name)
  const schema = {
    type: 'object',
    properties: Object.fromEntries(form.map(([name, one]) => [name, parameterSchema(one)])),
    ...(required.length === 0 ? {} : { required }),
  }
  return { required: required.length > 0, content: { 'application/x-www-form-urlencoded': { schema } } }
}

function answerSchema({ answer, successCode }: KnownOperation): object {
  return {
    type: 'object',
    required: ['RequestId', 'Code', 'Message'],
    properties: {
      RequestId: { type: 'string' },
      Code: { const: successCode },
      Message: { type: 'string' },
      ...shapeProperties(answer),
    },
  }
}

type Field = AnswerShape[string]

function shapeProperties(shape: AnswerShape): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, fieldSchema(field)]))
}

function fieldSchema(field: Field): object {
  if (typeof field === 'string') return { type: field }
  if (isItems(field)) return { type: 'array', items: fieldSchema(field[0]) }
  return { type: 'object', properties: shapeProperties(field) }
}

function isItems(field: Exclude<Field, string>): field is Extract<Field, readonly unknown[]> {
  return Array.isArray(field)
}

function errorSchema(): object {
  return {
    type: 'object',
    required: ['RequestId', 'HostId', 'Code', 'Message'],
    properties: {
      RequestId: { type: 'string' },
      HostId: { type: 'string' },
      Code: { enum: Object.keys(API_ERRORS) },
      Message: { type: 'string' },
    },
    examples: [
      {
        RequestId: '8B0F1C1E-7C1B-5D57-9D0A-2F5B6E0C9A11',
        HostId: 'idv.example.com',
        Code: 'InvalidParameter',
        Message: API_ERRORS.InvalidParameter.message,
      },
    ],
  }
}

function json(schema: object): object {
  return { 'application/json': { schema } }
}
