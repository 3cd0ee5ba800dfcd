import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('readConfig', () => {
  it('has a default for every setting and warns of nothing', () => {
    const { config, warnings } = readConfig({})
    expect(config.port).toBe(7480)
    expect(config.callbackOrigins).toEqual([])
    expect(warnings).toEqual([])
  })

  it('reads the environment, and options win over it', () => {
    const { config } = readConfig({ BONAFIDE_PORT: '8100', BONAFIDE_HOST: '0.0.0.0' }, { port: 0 })
    expect(config).toMatchObject({ port: 0, host: '0.0.0.0' })
  })

  it('names every unknown and malformed setting in one message', () => {
    const read = () => readConfig({ BONAFIDE_PROT: '1', BONAFIDE_PORT: 'many', BONAFIDE_PUBLIC_URL: 'example.com/x' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/BONAFIDE_PROT: there is no such setting[\s\S]*BONAFIDE_PORT[\s\S]*BONAFIDE_PUBLIC_URL/)
  })

  it('leaves the names of the test runner alone', () => {
    expect(readConfig({ BONAFIDE_TEST_DATABASE_URL: 'postgresql://x' }).config.port).toBe(7480)
  })

  it('warns of values that are only fit for development, naming the setting', () => {
    const { config, warnings } = readConfig({
      BONAFIDE_CALLBACK_ORIGINS: 'http://127.0.0.1:7300',
      BONAFIDE_PUBLIC_URL: 'http://idv.example.com',
    })
    expect(config.callbackOrigins).toEqual(['http://127.0.0.1:7300'])
    expect(warnings.join('\n')).toMatch(/BONAFIDE_PUBLIC_URL[\s\S]*BONAFIDE_CALLBACK_ORIGINS/)
  })

  it('reads secrets from mounted files, and refuses two answers to one question', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bonafide-config-'))
    try {
      const path = join(folder, 'secret')
      await writeFile(path, 'a secret\n')
      const name = 'BONAFIDE_S3_SECRET_ACCESS_KEY'
      expect(readConfig({ [`${name}_FILE`]: path }).config.s3SecretAccessKey).toBe('a secret')
      expect(() => readConfig({ [`${name}_FILE`]: join(folder, 'none') })).toThrow(`${name}_FILE: the file cannot`)
      expect(() => readConfig({ [`${name}_FILE`]: path, [name]: 'x' })).toThrow('one of them is enough')
      expect(() => readConfig({ BONAFIDE_PORT_FILE: path })).toThrow('BONAFIDE_PORT_FILE: there is no such setting')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it.each(['https://s3.example.com', 's3://bucket', 'https://user@s3.example.com/b', 'https://s3.example.com/b?x=1'])(
    'refuses %s as the address of a bucket',
    (url) => {
      expect(() => readConfig({ BONAFIDE_S3_URL: url })).toThrow('must be an address with a bucket')
    },
  )
})
