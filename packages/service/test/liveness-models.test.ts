import type { AttemptView, ChallengeView, SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { faceMaterial, openBrowser, type TestBrowser } from './test-browser.ts'

let test: TestService

beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

async function opened(liveness: Readonly<Record<string, string>>): Promise<TestBrowser> {
  const { body } = await test.call('Initialize', { ...ORDER, ProductCode: 'FACE_LIVENESS', ...liveness })
  if (body.Result === undefined) throw new Error(JSON.stringify(body))
  const browser = openBrowser(test.url, body.Result['TransactionId'] ?? '')
  await browser.open()
  return browser
}

async function begin(browser: TestBrowser, extra: object = {}): Promise<AttemptView> {
  return (await browser.send<AttemptView>('POST', '/attempts', { step: 'face', ...extra })).body
}

async function challengeOf(liveness: Readonly<Record<string, string>>, extra: object = {}): Promise<ChallengeView> {
  const { challenge } = await begin(await opened(liveness), extra)
  if (challenge === undefined) throw new Error('no challenge')
  return challenge
}

/** What is asked, in order; colours as one. */
function partsOf({ steps, flashes }: ChallengeView): readonly string[] {
  const [first] = flashes
  const colours = first === undefined ? [] : [{ action: 'colours', startMs: first.startMs }]
  return [...steps, ...colours].sort((a, b) => a.startMs - b.startMs).map(({ action }) => action)
}

const isTurn = (part: string): boolean => part.startsWith('turn-')
const template = (TemplateConfig: string, TemplateType: string, more = {}) => ({
  Model: 'TEMPLATE',
  TemplateConfig,
  TemplateType,
  ...more,
})

describe('the challenge of a model', () => {
  it.each([
    ['none', {}, ['colours', 'nearer', 'open-mouth']],
    ['LIVENESS', { Model: 'LIVENESS' }, ['blink', 'colours', 'nearer']],
    ['PHOTINUS_LIVENESS', { Model: 'PHOTINUS_LIVENESS' }, ['blink', 'colours', 'nearer']],
    ['PHOTINUS_FAR_NEAR_LIVENESS', { Model: 'PHOTINUS_FAR_NEAR_LIVENESS' }, ['blink', 'colours', 'farther', 'nearer']],
  ])('%s has a turn to one side besides what its name says, and colours last', async (_, model, parts) => {
    const asked = partsOf(await challengeOf(model))
    expect(asked.filter((part) => !isTurn(part)).sort()).toEqual(parts)
    expect(asked.filter(isTurn)).toHaveLength(1)
    expect(asked.at(-1)).toBe('colours')
  })

  it('TEMPLATE asks what is configured from left to right, at other moments and in other colours each time', async () => {
    const order = template('02,04,01,07', 'Seq')
    const [first, second] = [await challengeOf(order), await challengeOf(order)]
    const asked = ['open-mouth', 'turn-right', 'blink', 'nearer', 'colours']
    expect([partsOf(first), partsOf(second)]).toEqual([asked, asked])
    expect(first.steps.map(({ startMs }) => startMs)).not.toEqual(second.steps.map(({ startMs }) => startMs))
    expect(first.flashes).not.toEqual(second.flashes)
  })

  it('TEMPLATE draws as many as are counted in random order', async () => {
    const asked = partsOf(await challengeOf(template('01,02,03', 'Ran', { TemplateRanCount: '2' })))
    const drawn = asked.filter((part) => ['blink', 'open-mouth', 'turn-left'].includes(part))
    expect(drawn.length).toBeGreaterThanOrEqual(2)
    expect(asked.some(isTurn)).toBe(true)
    expect(asked.at(-1)).toBe('colours')
  })

  it('fits into the material that is taken, also when a template asks for everything', async () => {
    const browser = await opened(template('01,02,03,04,05,06,07', 'Seq'))
    const attempt = await begin(browser)
    test.advance(30_000)
    const frames = (of: AttemptView, more: number) =>
      faceMaterial(of, jpegOf(480, 640), (of.frames?.maxFrames ?? 0) + more)
    expect((await browser.submit(attempt, frames(attempt, 1))).status).toBe(422)
    const again = await begin(browser)
    test.advance(30_000)
    expect(await browser.submit<SessionView>(again, frames(again, 0))).toMatchObject({
      status: 200,
      body: { state: 'judging' },
    })
  })
})

describe('a face step without colours', () => {
  it('turns to both sides instead, for whoever asks for it before the challenge is drawn', async () => {
    const challenge = await challengeOf({ Model: 'PHOTINUS_LIVENESS' }, { withoutFlash: true })
    expect(challenge.flashes).toEqual([])
    expect([...partsOf(challenge)].sort()).toEqual(['blink', 'turn-left', 'turn-right'])
  })

  it('is refused as a wish that is neither yes nor no', async () => {
    const browser = await opened({})
    const reply = await browser.send<{ code: string }>('POST', '/attempts', { step: 'face', withoutFlash: 'Y' })
    expect(reply).toMatchObject({ status: 400, body: { code: 'request-invalid' } })
  })

  it('is what a tenant gets whose policy takes the light away, and its screens do not warn', async () => {
    const tenant = (await test.service.store.findTenant('default'))?.settings
    if (tenant === undefined) throw new Error('no tenant')
    await test.service.store.updateTenant('default', { settings: { ...tenant, policy: { lightAsked: 0 } } })
    try {
      const browser = await opened({ Model: 'PHOTINUS_LIVENESS' })
      expect((await browser.open()).body.steps).toEqual([{ id: 'face', kind: 'face', done: false, flashes: false }])
      expect((await begin(browser)).challenge?.flashes).toEqual([])
    } finally {
      await test.service.store.updateTenant('default', { settings: tenant })
    }
  })

  it('is not what others get: their screens warn', async () => {
    const browser = await opened({})
    expect((await browser.open()).body.steps).toEqual([{ id: 'face', kind: 'face', done: false, flashes: true }])
  })
})
