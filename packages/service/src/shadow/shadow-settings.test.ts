import { describe, expect, it } from 'vitest'
import { type Config, readConfig } from '../config.ts'
import { shadowSettings } from './shadow-settings.ts'

const WHOLE = {
  shadowUrl: 'https://api.example.com',
  shadowKeyId: 'key',
  shadowKeySecret: 'secret',
  shadowTenant: 'default',
} as const

const settingsOf = (change: Partial<Config>) => shadowSettings({ ...readConfig({}, WHOLE).config, ...change })

describe('the settings of shadow mode', () => {
  it('are none without an address', () => {
    expect(shadowSettings(readConfig({}).config)).toBeUndefined()
  })

  it('pass on everything that can be compared; verifications only where the other service answers', () => {
    const here = settingsOf({})?.operations
    const there = settingsOf({ shadowAnswers: 'upstream' })?.operations
    expect(here?.has('EkycVerify')).toBe(true)
    expect(here?.has('Initialize')).toBe(false)
    expect(there?.has('Initialize')).toBe(true)
    expect(settingsOf({ shadowOperations: ['DocOcr'] })?.operations).toEqual(new Set(['DocOcr']))
  })

  it.each([
    [{ shadowKeyId: undefined }, 'BONAFIDE_SHADOW_KEY_ID'],
    [{ shadowKeySecret: undefined }, 'BONAFIDE_SHADOW_KEY_SECRET'],
    [{ shadowTenant: undefined }, 'BONAFIDE_SHADOW_TENANT'],
    [{ shadowOperations: ['Initialize'] }, 'Initialize cannot be passed on'],
    [{ shadowOperations: ['AddFaceRecord'], shadowAnswers: 'upstream' as const }, 'AddFaceRecord cannot be passed on'],
  ])('stop the start where they do not fit: %j', (change, message) => {
    expect(() => settingsOf(change)).toThrow(message)
  })
})
