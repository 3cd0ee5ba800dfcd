import { describe, expect, it } from 'vitest'
import { driveCapture } from './support/drive-capture.ts'
import { useScene } from './support/scene.ts'
import { initialize, META_INFO, objections, openCapture, verifyInBrowser } from './support/verify-in-browser.ts'

describe('a verification in a browser, from Initialize to CheckResult', () => {
  const scene = useScene()

  it('passes the holder of the document who does what is asked', async () => {
    const result = await verifyInBrowser(scene.stack, scene.browser, {
      clips: await scene.people.clips('ada-selfie'),
      document: await scene.people.passport(),
    })
    expect(objections(result)).toEqual([])
    expect(result).toMatchObject({ passed: true, subCode: '200', faceInfo: { facePassed: 'Y', faceAttack: 'N' } })
  })

  it('answers 207 when another face stands before the camera', async () => {
    const result = await verifyInBrowser(scene.stack, scene.browser, {
      clips: await scene.people.clips('bea'),
      document: await scene.people.passport(),
    })
    expect(objections(result)).toEqual(['portrait-match: face-mismatch'])
    expect(result).toMatchObject({ passed: false, subCode: '207' })
  })

  it('answers 205 when the person does not do what is asked', async () => {
    const result = await verifyInBrowser(scene.stack, scene.browser, {
      clips: await scene.people.clips('ada-selfie'),
      document: await scene.people.passport(),
      behaviour: 'ignore',
    })
    expect(objections(result)).toContain('challenge-obeyed: challenge-not-met')
    expect(objections(result)).not.toContain('live-presence: no-motion')
    expect(result).toMatchObject({ passed: false, subCode: '205' })
  })

  it('answers 205 for a still picture, and says that nothing moved', async () => {
    const result = await verifyInBrowser(scene.stack, scene.browser, {
      clips: await scene.people.clips('ada-selfie'),
      document: await scene.people.passport(),
      behaviour: 'still',
    })
    expect(objections(result)).toContain('live-presence: no-motion')
    expect(result).toMatchObject({ passed: false, subCode: '205', faceInfo: { faceAttack: 'Y' } })
  })

  it('answers 205 for a stream that obeys but gives no light of the screen back', async () => {
    const result = await verifyInBrowser(scene.stack, scene.browser, {
      clips: await scene.people.clips('ada-selfie'),
      document: await scene.people.passport(),
      behaviour: 'obey-without-light',
    })
    expect(objections(result)).toEqual(['screen-light: light-too-weak'])
    expect(result).toMatchObject({ passed: false, subCode: '205' })
  })

  it('ends in review for who does all that is asked, but without colours', async () => {
    const { transactionId, transactionUrl, merchantBizId } = await initialize(scene.stack, 'FACE_LIVENESS')
    const page = await openCapture(scene.browser, transactionUrl, { clips: await scene.people.clips('ada-selfie') })
    await driveCapture(page, 'face-ready')
    await page.getByRole('button', { name: 'Without colours' }).click()
    await driveCapture(page)
    await page.context().close()
    const result = await scene.stack.client.checkResult({ transactionId, merchantBizId })
    expect(objections(result)).toEqual(['screen-light: light-not-asked'])
    expect(result).toMatchObject({ passed: false, ekycResult: 'Pending' })
  })

  it('answers 214 for an expired passport', async () => {
    const result = await verifyInBrowser(scene.stack, scene.browser, {
      clips: await scene.people.clips('ada-selfie'),
      document: await scene.people.passport({ issueDate: '2014-03-01', expiryDate: '2024-02-29' }),
    })
    expect(objections(result)).toEqual(['document-not-expired: document-expired'])
    expect(result).toMatchObject({ passed: false, subCode: '214' })
  })

  it('answers 216 for a check digit that is wrong', async () => {
    const result = await verifyInBrowser(scene.stack, scene.browser, {
      clips: await scene.people.clips('ada-selfie'),
      document: await scene.people.passport({}, { wrongDigit: 'documentNumber' }),
    })
    expect(objections(result)).toEqual(['mrz-check-digits: mrz-check-digit'])
    expect(result).toMatchObject({ passed: false, subCode: '216' })
  })

  it('judges a face alone, opened with the TransactionId that an app was given', async () => {
    const camera = { clips: await scene.people.clips('cleo') }
    const app = JSON.stringify({ deviceType: 'android', appName: 'e2e', appVersion: '1' })
    const result = await verifyInBrowser(scene.stack, scene.browser, camera, 'FACE_LIVENESS', app)
    expect(objections(result)).toEqual([])
    expect(result).toMatchObject({ passed: true, subCode: '200' })
  })

  it('answers 217 in safe mode for the same face, whose camera is a canvas', async () => {
    const client = await scene.stack.openAccount('lively', 'live')
    const stack = { ...scene.stack, client }
    const started = await initialize(stack, 'FACE_LIVENESS', META_INFO, true)
    const { transactionId, merchantBizId } = started
    const page = await openCapture(scene.browser, started.transactionUrl, { clips: await scene.people.clips('cleo') })
    await driveCapture(page)
    expect(await page.getAttribute('html', 'data-bonafide-code')).toBe('1001')
    await page.context().close()
    const result = await client.checkResult({ transactionId, merchantBizId })
    expect(objections(result)).toEqual(['device-risk: device-rejected'])
    expect(result).toMatchObject({
      passed: false,
      subCode: '217',
      faceInfo: { facePassed: 'Y', faceAttack: 'N' },
      riskInfo: {
        riskTags: 'UsingVirtualCamera,MediaHook,AutoOperation',
        tokenStatus: 'OK',
        decision: 'REJECT',
      },
    })
  })

  it('logs nothing of the person', async () => {
    const log = scene.stack.logged.join('\n')
    expect(log).toContain('"transactionId"')
    expect(log).not.toMatch(/Halvorsen|GLB03002|MetaInfo|\?|UTO/)
  })
})
