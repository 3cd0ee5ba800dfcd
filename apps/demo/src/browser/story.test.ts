import { readFile } from 'node:fs/promises'
import type { AppView } from '@bonafide/server-sdk'
import { describe, expect, it } from 'vitest'
import type { Stage } from '../application-view.ts'
import { adviceFor } from './advice.ts'
import { noteForCode } from './left-notes.ts'
import { returnCode } from './return-code.ts'
import { progressOf, SCREENS, screenAt } from './story.ts'

const STAGES: readonly Stage[] = ['new', 'check', 'checking', 'opened', 'refused', 'in-review']
const PATHS = ['/', '/details', '/check', '/result', '/unknown']
const names = Object.keys(SCREENS) as (keyof typeof SCREENS)[]

describe('the story', () => {
  it('has a screen for every stage at every address', () => {
    const shown = STAGES.flatMap((stage) => PATHS.map((path) => screenAt(path, { stage })))
    expect(new Set(shown)).toEqual(new Set(names))
  })

  it('lets the stage of the server decide, not the address', () => {
    expect(screenAt('/result', { stage: 'new' })).toBe('welcome')
    expect(screenAt('/check', { stage: 'new' })).toBe('details')
    expect(screenAt('/', { stage: 'opened' })).toBe('opened')
    expect(screenAt('/result', { stage: 'checking' })).toBe('waiting')
  })

  it('lets a customer who was refused try again, and nobody whose account is open or in review', () => {
    expect(screenAt('/check', { stage: 'refused' })).toBe('check')
    expect(screenAt('/check', { stage: 'opened' })).toBe('opened')
    expect(screenAt('/check', { stage: 'in-review' })).toBe('in-review')
  })

  it('finds a template for each screen in the page, and no template without one', async () => {
    const page = await readFile(new URL('index.html', import.meta.url), 'utf8')
    const templates = [...page.matchAll(/<template id="([\w-]+)"/g)].map(([, id]) => id)
    expect(new Set(templates)).toEqual(new Set([...names, 'card']))
  })

  it('offers a way back only before the check has begun', () => {
    expect(names.filter((name) => progressOf(name).back !== undefined)).toEqual(['details', 'check'])
  })
})

describe('what a customer is told', () => {
  it('reads the client code of the redirect as a number or not at all', () => {
    expect(returnCode('?code=1006&subCode=W1006_1')).toBe(1006)
    expect(returnCode('?code=')).toBeUndefined()
    expect(returnCode('?code=passed')).toBeUndefined()
    expect(returnCode('')).toBeUndefined()
  })

  it('names neither scores nor codes, whatever the reason', () => {
    const reasons: AppView['reason'][] = ['face-check-failed', 'document-expired', 'could-not-verify', 'limit-reached']
    for (const text of reasons.map((reason) => JSON.stringify(adviceFor(reason)))) expect(text).not.toMatch(/\d|score/i)
    expect(adviceFor(undefined)).toBe(adviceFor('could-not-verify'))
  })

  it('explains a camera that may not be used, and has a sentence for codes it does not know', () => {
    expect(noteForCode(1016)).toContain('camera')
    expect(noteForCode(4242)).toContain('could not be finished')
  })
})
