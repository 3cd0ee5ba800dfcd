/** What a page runs in, as far as it changes where a camera is allowed. */
export type BrowserHost =
  | 'android'
  | 'ios'
  | 'chrome'
  | 'firefox'
  | 'safari'
  /** A browser inside an app, which has to pass the camera on. */
  | 'webview'
  | 'other'

/** Apps that open links in a browser of their own; their names stand in the user agent. */
const IN_APP = /FBAN|FBAV|Instagram|Line\/|MicroMessenger|QQ\/|AlipayClient|Snapchat|Pinterest|LinkedInApp|GSA\//i
/** Android System WebView says so itself (developer.chrome.com, WebView user agent). */
const ANDROID_WEBVIEW = /; wv\)/

/** Most particular first. */
const HOSTS: readonly (readonly [BrowserHost, (userAgent: string) => boolean])[] = [
  ['webview', (ua) => IN_APP.test(ua) || ANDROID_WEBVIEW.test(ua) || isAppleWebView(ua)],
  ['android', (ua) => /Android/.test(ua)],
  ['ios', isApplePhone],
  ['firefox', (ua) => /Firefox\//.test(ua)],
  ['chrome', (ua) => /Chrome\/|Edg\//.test(ua)],
  ['safari', (ua) => /Safari\//.test(ua)],
]

/** Reads a user agent; `touchPoints` tells an iPad, which calls itself a Macintosh, from one. */
export function browserHost(userAgent: string, touchPoints: number): BrowserHost {
  if (/Macintosh/.test(userAgent) && touchPoints > 1) return isSafariLike(userAgent) ? 'ios' : 'webview'
  return HOSTS.find(([, matches]) => matches(userAgent))?.[0] ?? 'other'
}

function isApplePhone(userAgent: string): boolean {
  return /iPhone|iPad|iPod/.test(userAgent)
}

/** A WKWebView leaves out what the browsers of the system all write. */
function isAppleWebView(userAgent: string): boolean {
  return isApplePhone(userAgent) && !isSafariLike(userAgent)
}

function isSafariLike(userAgent: string): boolean {
  return /Safari\//.test(userAgent)
}
