import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { operations } from '../src/operations/find-operation.ts'

interface Published {
  /** Where the published client puts each parameter. */
  readonly parameters: Readonly<Record<string, 'query' | 'form'>>
  /** The types that it casts the answer to. */
  readonly answer: object
}

const published: Readonly<Record<string, Published>> = JSON.parse(
  readFileSync(new URL('../vectors/operations.json', import.meta.url), 'utf8'),
)

describe.each(operations.filter(({ name }) => Object.hasOwn(published, name)).map((one) => [one.name, one] as const))(
  '%s',
  (name, operation) => {
    it('has the parameters of the published client, where that client puts them', () => {
      const places = Object.entries(operation.parameters).map(([parameter, { in: place }]) => [parameter, place])
      expect(Object.fromEntries(places)).toEqual(published[name]?.parameters)
    })

    it('answers the types that the published client casts to; what is more, that client drops', () => {
      expect(operation.answer).toMatchObject(published[name]?.answer ?? {})
    })
  },
)
