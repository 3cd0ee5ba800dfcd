import { describe, expect, it } from 'vitest'
import { PASSPORT_READ_AND_FACE } from '../../packages/sdk-web/test/fake-service.ts'
import { arrives, useHostedScene } from './support/hosted-scene.ts'

const scene = useHostedScene()

describe('the page that shows what was read', () => {
  it('keeps an edit through a change of language, takes it back after a reload, and sends what stands', async () => {
    const steps = PASSPORT_READ_AND_FACE.slice(1)
    const { id, url } = scene.service.start({ steps, brief: true, config: { showGuidePage: false } })
    const page = await scene.open()
    await page.goto(url)
    await arrives(page, 'reading-review')
    await page.getByLabel('Surname').fill('ERIKSEN')
    await page.locator('.bf-field-read', { hasText: 'ERIKSSON' }).waitFor()
    await page.locator('.bf-header select').selectOption('fr')
    await page.getByRole('heading', { name: 'Est-ce exact ?' }).waitFor()
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('ERIKSEN')

    await page.reload()
    await arrives(page, 'reading-review')
    expect(await page.locator('.bf-field-input').first().inputValue()).toBe('ERIKSSON')
    await page.locator('.bf-field-input').nth(2).fill(' L898902C4 ')
    await page.keyboard.press('Enter')
    await arrives(page, 'face-ready')
    expect(scene.service.transaction(id)?.claims).toEqual([{ '01': { passport_number: 'L898902C4' } }])
  })

  it('says that nothing could be read, and lets the person take the page again or type what it says', async () => {
    const retakes = [{ page: '01', step: 'document-01' }] as const
    const fields = [{ page: '01', name: 'surname', field: 'surname', value: '' }] as const
    const { id, url } = scene.service.start({
      steps: PASSPORT_READ_AND_FACE.slice(0, 2),
      config: { showGuidePage: false },
      reading: { mayEdit: true, fields, retakes },
    })
    const page = await scene.open()
    await page.goto(url)
    for (const name of ['Take it again', 'Confirm']) {
      await arrives(page, 'document-review')
      await page.click('.bf-actions .bf-primary')
      await page.getByRole('heading', { name: 'Nothing could be read from this picture' }).waitFor()
      await page.getByLabel('Surname').fill('ERIKSSON')
      expect(await page.locator('.bf-field-read').isHidden()).toBe(true)
      await page.getByRole('button', { name }).click()
    }
    await arrives(page, 'end')
    const { materials = [], claims } = scene.service.transaction(id) ?? {}
    expect(materials.filter(({ kind }) => kind === 'document')).toHaveLength(2)
    expect(claims).toEqual([{ '01': { surname: 'ERIKSSON' } }])
  })

  it('is passed by where nothing could be read or done, and takes no edits where none are asked for', async () => {
    const steps = PASSPORT_READ_AND_FACE.slice(1)
    const config = { showGuidePage: false }
    const passed = scene.service.start({ steps, config, reading: 'none' })
    const page = await scene.open()
    await page.goto(passed.url)
    await arrives(page, 'face-ready')
    expect(scene.service.transaction(passed.id)?.claims).toEqual([{}])

    const fields = [{ page: '01', name: 'surname', field: 'surname', value: 'ERIKSSON' }] as const
    const shown = scene.service.start({ steps, config, reading: { mayEdit: false, fields, retakes: [] } })
    await page.goto(shown.url)
    await arrives(page, 'reading-review')
    expect(await page.getByLabel('Surname').isEditable()).toBe(false)
    expect(await page.getByRole('button', { name: 'Take it again' }).count()).toBe(0)

    const unread = [{ ...fields[0], value: '' }] as const
    const retakes = [{ page: '01', step: 'document-01' }] as const
    const only = scene.service.start({ steps, config, reading: { mayEdit: false, fields: unread, retakes } })
    await page.goto(only.url)
    await page.getByRole('button', { name: 'Use this picture' }).waitFor()
    expect(await page.locator('input').count()).toBe(0)
    expect(await page.locator('.bf-actions .bf-primary').textContent()).toBe('Take it again')
  })

  it('lets the person take a page again, which is then read anew', async () => {
    const { id, url } = scene.service.start({
      steps: PASSPORT_READ_AND_FACE.slice(0, 2),
      config: { showGuidePage: false },
    })
    const page = await scene.open()
    await page.goto(url)
    await arrives(page, 'document-review')
    await page.click('.bf-actions .bf-primary')
    await arrives(page, 'reading-review')
    await page.getByLabel('Surname').fill('ERIKSEN')
    await page.getByRole('button', { name: 'Take it again' }).click()
    await arrives(page, 'document-review')
    await page.click('.bf-actions .bf-primary')
    await arrives(page, 'reading-review')
    expect(await page.getByLabel('Surname').inputValue()).toBe('ERIKSSON')
    await page.click('.bf-actions .bf-primary')
    await arrives(page, 'end')
    const { materials = [], claims } = scene.service.transaction(id) ?? {}
    expect(materials.filter(({ kind }) => kind === 'document')).toHaveLength(2)
    expect(claims).toEqual([{}])
  })
})
