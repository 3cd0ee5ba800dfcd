import type { DeviceReport } from '@bonafide/protocol'
import { cut, cutAll } from './cut.ts'

/** Client hints; TypeScript's library does not know them, because only one family of browsers has them. */
interface Hinting {
  readonly userAgentData?: {
    readonly platform?: unknown
    readonly mobile?: unknown
    readonly brands?: readonly { readonly brand: string; readonly version: string }[]
  }
}

export function lookAtBrowser(): Pick<DeviceReport, 'browser' | 'screen' | 'storage' | 'graphics'> {
  const { userAgent, platform, languages, maxTouchPoints, cookieEnabled } = navigator
  const renderer = rendererName()
  return {
    browser: {
      userAgent: cut(userAgent),
      platform: cut(platform),
      languages: cutAll(languages, 64),
      touchPoints: maxTouchPoints,
      ...hints(),
    },
    screen: {
      width: screen.width,
      height: screen.height,
      pixelRatio: devicePixelRatio,
      outerWidth,
      outerHeight,
    },
    storage: { cookies: cookieEnabled, local: isThere('localStorage'), database: isThere('indexedDB') },
    ...(renderer === undefined ? {} : { graphics: renderer }),
  }
}

function hints(): Pick<DeviceReport['browser'], 'hints'> {
  const { userAgentData } = navigator as Hinting
  if (userAgentData === undefined) return {}
  const { platform = '', mobile, brands = [] } = userAgentData
  // Without https browsers keep the words empty.
  if (platform === '') return {}
  const names = brands.map(({ brand, version }) => `${brand} ${version}`)
  return { hints: { platform: cut(platform, 64), mobile: mobile === true, brands: cutAll(names, 64) } }
}

/** A frame whose storage is kept from it throws at the mere name. */
function isThere(name: 'localStorage' | 'indexedDB'): boolean {
  try {
    return Boolean(window[name])
  } catch {
    return false
  }
}

function rendererName(): string | undefined {
  const context = document.createElement('canvas').getContext('webgl')
  if (context === null) return undefined
  const named = context.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = context.getParameter(named?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER)
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return typeof name === 'string' ? cut(name) : undefined
}
