import type { MetaInfo } from '@bonafide/protocol'
import { SDK_VERSION } from '../version.ts'

const MOBILE = /Android|iPhone|iPad|iPod|HarmonyOS|Mobile/i

/**
 * What the app forwards, unmodified, to its server for `Initialize` (client-sdk.md section 3). Names no person and asks
 * no permission; call it after consent. Send `JSON.stringify` of it.
 */
export function getMetaInfo(): MetaInfo {
  const { userAgent } = navigator
  return {
    bioMetaInfo: '4.1.0:2916352,0',
    zimVer: '3.0.0',
    appName: 'com.aliyun.antcloudauth',
    appVersion: '1',
    deviceType: isPhone(navigator) ? 'h5' : 'web',
    deviceModel: '',
    osVersion: osVersionOf(userAgent),
    sdkVersion: SDK_VERSION,
    apdidToken: '',
    ua: userAgent,
    sdkVendor: 'bonafide',
    caps: {
      camera: typeof navigator.mediaDevices?.getUserMedia === 'function',
      wasm: typeof WebAssembly === 'object',
      webgl: 'WebGLRenderingContext' in window,
      nfc: false,
    },
  }
}

/** An iPad calls itself a Macintosh, but no Macintosh has a touch screen. */
export function isPhone({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): boolean {
  return MOBILE.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
}

/** E.g. `14`, `17.4`; empty where the browser does not say. */
export function osVersionOf(userAgent: string): string {
  const found = /(?:Android|iPhone OS|CPU OS|Mac OS X|Windows NT) ([\d._]+)/.exec(userAgent)
  return (found?.[1] ?? '').replaceAll('_', '.')
}
