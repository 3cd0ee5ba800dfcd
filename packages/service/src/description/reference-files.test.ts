import { API_ERRORS, CHANNEL_PROBLEMS, operations } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { referenceFiles } from './reference-files.ts'

const files = referenceFiles(new Map([['CheckResult', 'Reads the verdict.']]))

/** The value at a path of names, in whatever JSON holds. */
function at(document: unknown, ...path: readonly string[]): unknown {
  return path.reduce((value: unknown, name) => new Map(Object.entries(value ?? {})).get(name), document)
}

const api: unknown = JSON.parse(files.get('openapi.json') ?? '')
const channel: unknown = JSON.parse(files.get('client-channel.json') ?? '')

describe('the reference', () => {
  it('has a page and an OpenAPI entry for every operation, with every parameter in its place', () => {
    for (const operation of operations) {
      const page = files.get(`${operation.name}.md`) ?? ''
      const entry = at(api, 'paths', `/#Action=${operation.name}`, 'post')
      const query = at(entry, 'parameters') as readonly { name: string; in: string }[]
      const form = Object.keys(
        at(entry, 'requestBody', 'content', 'application/x-www-form-urlencoded', 'schema', 'properties') ?? {},
      )
      for (const [name, { in: place }] of Object.entries(operation.parameters)) {
        expect(page).toContain(`| ${name} | ${place} |`)
        const described =
          place === 'form' ? form.includes(name) : query.some((one) => one.name === name && one.in === 'query')
        expect(described, `${operation.name} ${name}`).toBe(true)
      }
    }
    expect(Object.keys(at(api, 'paths') ?? {})).toHaveLength(operations.length)
  })

  it('tells the code and the types of a good answer, and every code of a refusal', () => {
    const schema = at(
      api,
      'paths',
      '/#Action=CheckVerifyLog',
      'post',
      'responses',
      '200',
      'content',
      'application/json',
      'schema',
    )
    expect(at(schema, 'properties', 'Code')).toEqual({ const: 'Success' })
    expect(at(schema, 'properties', 'Result', 'properties', 'LogInfo')).toEqual({
      type: 'array',
      items: { type: 'string' },
    })
    expect(at(api, 'components', 'schemas', 'Error', 'properties', 'Code', 'enum')).toEqual(Object.keys(API_ERRORS))
    expect(files.get('CheckResult.md')).toContain('# CheckResult\n\nReads the verdict.\n')
  })

  it('says what this version refuses of a parameter', () => {
    expect(files.get('Initialize.md')).toMatch(/\| UseNFC \|.*\| `Y` \|/)
    expect(files.get('Initialize.md')).toMatch(/\| ReturnUrl \|.*\| {2}\|/)
  })

  it('describes the channel by the schemas that read it', () => {
    expect(at(channel, 'components', 'schemas', 'problem', 'properties', 'code', 'enum')).toEqual([...CHANNEL_PROBLEMS])
    expect(at(channel, 'components', 'schemas', 'submit', 'required')).toEqual(['pieces', 'size', 'sha256'])
    expect(at(channel, 'paths', '/channel/v1/{transactionId}/leave', 'post', 'requestBody', 'required')).toBe(true)
  })
})
