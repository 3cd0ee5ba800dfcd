import { API_VERSION, type KnownOperation } from '@bonafide/protocol'
import { parametersOf, type Summaries, sortedOperations } from './api-description.ts'
import { parameterDefault, parameterForm, unsupportedOf } from './parameter-schema.ts'
import { SIGNING_SCRIPT } from './signing-script.ts'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

/**
 * A collection for API tools (Postman's form, version 2.1, which others read too): one request for each operation, signed
 * by a script of the collection. All parameters stand in the form, where the service reads them as well.
 */
export function apiCollection(summaries: Summaries): object {
  return {
    info: {
      name: `Bonafide, compatible API ${API_VERSION}`,
      schema: SCHEMA,
      description:
        'Set the variables baseUrl, accessKeyId and accessKeySecret. A script of the collection signs every request by ACS3-HMAC-SHA256.',
    },
    variable: [
      { key: 'baseUrl', value: 'http://127.0.0.1:7480' },
      { key: 'accessKeyId', value: '' },
      { key: 'accessKeySecret', value: '' },
    ],
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: SIGNING_SCRIPT.split('\n') } }],
    item: sortedOperations().map((operation) => requestOf(operation, summaries.get(operation.name) ?? '')),
  }
}

function requestOf(operation: KnownOperation, description: string): object {
  const { name, version } = operation
  return {
    name,
    request: {
      method: 'POST',
      url: { raw: '{{baseUrl}}/', host: ['{{baseUrl}}'], path: [''] },
      header: [
        { key: 'x-acs-action', value: name },
        { key: 'x-acs-version', value: version },
      ],
      body: { mode: 'urlencoded', urlencoded: parametersOf(operation).map(fieldOf) },
      description,
    },
    response: [],
  }
}

/** What is not required is there to be ticked. */
function fieldOf([key, parameter]: ReturnType<typeof parametersOf>[number]): object {
  const refused = unsupportedOf(parameter)
  const standard = parameterDefault(parameter)
  const sentences = [
    parameterForm(parameter),
    ...(standard === '' ? [] : [`default ${standard}`]),
    ...(refused === '' ? [] : [`not supported: ${refused}`]),
  ]
  return { key, value: '', type: 'text', description: sentences.join('; '), disabled: !parameter.required }
}
