import { describe, expect, it } from 'vitest'
import { configurationPage } from './configuration-page.ts'

describe('docs/configuration.md', () => {
  it('is written from the table of settings', async () => {
    await expect(configurationPage()).toMatchFileSnapshot('../../../docs/configuration.md')
  })
})
