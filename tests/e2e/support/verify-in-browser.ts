import { type CameraScriptOptions, cameraScript } from '@bonafide/lab'
import type { VerificationResult } from '@bonafide/server-sdk'
import type { Browser, Page } from 'playwright-core'
import { phone } from './chromium.ts'
import { driveCapture } from './drive-capture.ts'
import type { Stack } from './stack.ts'

export const META_INFO = JSON.stringify({
  zimVer: '3.0.0',
  appName: 'e2e',
  appVersion: '1',
  deviceType: 'h5',
  bioMetaInfo: '4.1.0:2916352,0',
})

let started = 0

export interface Started {
  readonly transactionId: string
  readonly transactionUrl: string
  readonly merchantBizId: string
}

/** Starts a verification as a merchant's server does. */
export async function initialize(
  stack: Pick<Stack, 'client' | 'service'>,
  productCode = 'eKYC_PRO',
  metaInfo = META_INFO,
  safeMode = false,
): Promise<Started> {
  started += 1
  const merchantBizId = `e2e${started}`
  const answer = await stack.client.initialize({
    productCode,
    merchantBizId,
    merchantUserId: 'user1',
    metaInfo,
    safeMode,
    ...(productCode === 'eKYC_PRO' ? { docType: 'GLB03002' } : {}),
  })
  // An app is given the TransactionId alone; its SDK knows where the capture page lies.
  const { transactionId, transactionUrl = `${stack.service.url}/v/${transactionId}` } = answer
  return { transactionId, transactionUrl, merchantBizId }
}

/** Opens the capture page in a fresh phone in front of these cameras. */
export async function openCapture(browser: Browser, url: string, camera?: CameraScriptOptions): Promise<Page> {
  const context = await phone(browser)
  if (camera !== undefined) await context.addInitScript({ content: cameraScript(camera) })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** Lets a browser with these cameras go through a whole verification, and asks for the result as the merchant does. */
export async function verifyInBrowser(
  stack: Stack,
  browser: Browser,
  camera: CameraScriptOptions,
  productCode = 'eKYC_PRO',
  metaInfo = META_INFO,
) {
  const { transactionId, transactionUrl, merchantBizId } = await initialize(stack, productCode, metaInfo)
  const page = await openCapture(browser, transactionUrl, camera)
  try {
    await driveCapture(page)
    const code = await page.getAttribute('html', 'data-bonafide-code')
    if (code !== '1000' && code !== '1001')
      throw new Error(`the capture ended with ${code}: ${await page.innerText('body')}`)
    return await stack.client.checkResult({ transactionId, merchantBizId })
  } finally {
    await page.context().close()
  }
}

/** Findings that did not pass, as `check: reason`. */
export function objections(result: VerificationResult): readonly string[] {
  const findings = result.info?.['findings']
  if (!Array.isArray(findings)) return []
  return findings.flatMap((finding: { check: string; outcome: string; reasons: readonly string[] }) =>
    finding.outcome === 'passed' ? [] : finding.reasons.map((reason) => `${finding.check}: ${reason}`),
  )
}
