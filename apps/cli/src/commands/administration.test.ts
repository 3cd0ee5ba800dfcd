import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'
import faces from './faces.ts'
import keys from './keys.ts'
import review from './review.ts'
import tenants from './tenants.ts'

let data = ''

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'bonafide-cli-'))
})
afterAll(() => rm(data, { recursive: true, force: true }))

describe('tenants, keys and review on a data folder that no service holds', () => {
  it('create a tenant and a key, show them, and disable the key', async () => {
    const tenant = await run('tenants', 'create', 'acme', '--mode', 'live')
    expect(tenant.document).toMatchObject({
      id: 'acme',
      mode: 'live',
      callbackSecret: expect.stringContaining('whsec_'),
    })
    const key = await run('keys', 'create', '--tenant', 'acme')
    expect(Object.keys(key.document)).toEqual(['AccessKeyId', 'AccessKeySecret'])
    const changed = await run('tenants', 'set', 'acme', '--iframe-parent', 'https://a.example', 'https://b.example')
    expect(changed.document).toMatchObject({ settings: { iframeParents: ['https://a.example', 'https://b.example'] } })
    const [own, misspelt] = [join(data, 'own.json'), join(data, 'misspelt.json')]
    await writeFile(own, '{"en":{"guide.start":"Let’s go"},"TW":{"guide.start":"開始吧"}}')
    await writeFile(misspelt, '{"en":{"guide.strat":"Let’s go"}}')
    const worded = await run('tenants', 'set', 'acme', '--texts', own)
    expect(worded.document).toMatchObject({ settings: { texts: { en: { 'guide.start': 'Let’s go' } } } })
    expect((await run('tenants', 'set', 'acme', '--texts', misspelt)).err).toContain('guide.strat is no text')
    const id = String(key.document['AccessKeyId'])
    const lent = await run('keys', 'lend', id, '--minutes', '30', '--allow', 'CheckResult')
    expect(Object.keys(lent.document)).toEqual(['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'])
    expect((await run('keys', 'lend', id, '--minutes', '3')).err).toContain('--minutes is a number from 15 to 720')
    expect((await run('keys', 'disable', id)).document).toEqual({ AccessKeyId: id, active: false })
    expect((await run('review', 'list')).document).toEqual([])
  }, 120_000)

  it('make a face group, show and list it, and delete it', async () => {
    const groups = (...argv: string[]) => run('faces', 'groups', ...argv, '--tenant', 'acme')
    const made = await groups('create', 'staff', '--name', 'Our people')
    expect(made.document).toMatchObject({ code: 'staff', name: 'Our people', faces: 0 })
    expect((await groups('show', 'staff')).document).toEqual(made.document)
    expect((await groups('list')).document).toEqual([made.document])
    expect((await groups('create', 'staff')).err).toContain('exists')
    expect((await groups('delete', 'staff')).document).toEqual({ code: 'staff', faces: 0 })
    expect((await groups('show', 'staff')).err).toContain('There is no face group "staff"')
  }, 60_000)

  it('exit with 1 and say what is wrong', async () => {
    const unknown = await run('keys', 'create', '--tenant', 'nobody')
    expect(unknown).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no tenant "nobody"') })
    const both = await run('review', 'decide', 'abc', '--pass', '--reject', '--note', 'x')
    expect(both).toMatchObject({ code: 1, err: expect.stringContaining('--pass or --reject') })
  }, 60_000)
})

async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const streams = { stdout: (text: string) => void out.push(text), stderr: (text: string) => void err.push(text) }
  const code = await runCli([...argv, '--data', data, '--json'], streams, [faces, keys, review, tenants])
  const document = out.length === 0 ? {} : (JSON.parse(out.join('')) as Record<string, unknown>)
  return { code, document, out: out.join(''), err: err.join('') }
}
