import { createHash, createHmac, randomUUID } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { authenticate, operations, webDigests } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { apiCollection } from './api-collection.ts'

interface Field {
  readonly key: string
  value: string
  disabled: boolean
}

interface Collection {
  readonly event: readonly { readonly script: { readonly exec: readonly string[] } }[]
  readonly item: readonly {
    readonly name: string
    readonly request: { readonly header: readonly Field[]; readonly body: { readonly urlencoded: readonly Field[] } }
  }[]
}

const collection = JSON.parse(
  JSON.stringify(apiCollection(new Map([['CheckResult', 'Reads the verdict.']]))),
) as Collection

/** What an API tool gives to a script, as far as this one uses it; variables by their names. */
function runScript(item: Collection['item'][number], variables: Readonly<Record<string, string>>) {
  const headers = new Map(item.request.header.map(({ key, value }) => [key, value]))
  const sent = { body: '' }
  const pm = {
    variables: {
      replaceIn: (text: string) => text.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => variables[name] ?? ''),
    },
    request: {
      headers: {
        get: (name: string) => headers.get(name),
        upsert: ({ key, value }: { key: string; value: string }) => void headers.set(key, value),
      },
      body: {
        mode: 'urlencoded',
        urlencoded: { all: () => item.request.body.urlencoded },
        update: ({ raw }: { raw: string }) => {
          sent.body = raw
        },
      },
    },
  }
  const CryptoJS = {
    SHA256: (text: string) => createHash('sha256').update(text).digest('hex'),
    HmacSHA256: (text: string, key: string) => createHmac('sha256', key).update(text).digest('hex'),
  }
  runInNewContext(collection.event[0]?.script.exec.join('\n') ?? '', { pm, CryptoJS })
  return { headers: [...headers], body: sent.body }
}

describe('the collection for API tools', () => {
  it('has a request for every operation with every parameter of it, the required ones ticked', () => {
    expect(collection.item.map(({ name }) => name).sort()).toEqual(operations.map(({ name }) => name).sort())
    for (const operation of operations) {
      const fields = collection.item.find(({ name }) => name === operation.name)?.request.body.urlencoded ?? []
      const parameters: Readonly<Record<string, { readonly required: boolean }>> = operation.parameters
      expect(fields.map(({ key }) => key)).toEqual(Object.keys(parameters))
      for (const { key, disabled } of fields) expect(disabled).toBe(parameters[key]?.required !== true)
    }
  })

  it('signs what the service then believes, whatever the values are', async () => {
    const item = collection.item.find(({ name }) => name === 'CheckResult')
    if (item === undefined) throw new Error('there is no such request')
    const values: Readonly<Record<string, string>> = { TransactionId: "a b/中*~!'()", MerchantBizId: 'x+y=&%' }
    for (const field of item.request.body.urlencoded) field.value = values[field.key] ?? ''
    const variables = {
      baseUrl: 'https://idv.example.com:8443/',
      accessKeyId: 'key',
      accessKeySecret: 'secret',
      $guid: randomUUID(),
    }
    const { headers, body } = runScript(item, variables)
    const call = await authenticate(
      {
        method: 'POST',
        rawUrl: '/',
        headers: [['host', 'idv.example.com:8443'], ...headers] as [string, string][],
        body: new TextEncoder().encode(body),
      },
      {
        findKey: async (id) => (id === 'key' ? { secret: 'secret', active: true, allowV2: false } : undefined),
        rememberNonce: async () => true,
        digests: webDigests,
        now: new Date(),
      },
    )
    expect([call.action, Object.fromEntries(call.params)]).toEqual(['CheckResult', values])
  })
})
