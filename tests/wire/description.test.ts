import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'

/** The descriptions of docs/reference as whoever generates a client from them reads them. */
function described(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../docs/reference/${name}`, import.meta.url), 'utf8'))
}

interface Sample {
  readonly path: string
  readonly schema: object
  readonly value: unknown
}

/** Each schema that names a default or an example, wherever it stands. */
function samplesOf(value: unknown, path = ''): readonly Sample[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([name, one]) => samplesOf(one, `${path}/${name}`))
  const { default: standard, example, examples } = value as Readonly<Record<string, unknown>>
  const list = Array.isArray(examples) ? examples : []
  const values = [standard, example, ...list].filter((one) => one !== undefined)
  return [...values.map((one) => ({ path, schema: value, value: one })), ...below]
}

/** What is wrong with the samples of a document. */
function faultsOf(document: object): readonly string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  return samplesOf(document)
    .filter(({ schema, value }) => !ajv.validate(schema, value))
    .map(({ path }) => path)
}

describe.each(['openapi.json', 'client-channel.json'])('docs/reference/%s', (name) => {
  const document = described(name)

  it('is a valid OpenAPI document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
  })

  it('names only defaults and examples that its own schemas allow', () => {
    expect(faultsOf(document)).toEqual([])
  })
})

describe('this test of the descriptions', () => {
  it('refuses a document that is none', async () => {
    const { valid } = await new Validator().validate({ ...described('openapi.json'), paths: [] })
    expect(valid).toBe(false)
  })

  it('finds the defaults of parameters and the example of a refusal, and finds a wrong one', () => {
    expect(samplesOf(described('openapi.json')).length).toBeGreaterThan(100)
    expect(faultsOf({ a: { type: 'string', enum: ['Y', 'N'], default: 'T' } })).toEqual(['/a'])
    expect(faultsOf({ a: { type: 'object', required: ['Code'], examples: [{}] } })).toEqual(['/a'])
  })
})
