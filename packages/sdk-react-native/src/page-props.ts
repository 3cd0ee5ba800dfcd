import { mayLoad, originOf } from './bridge/addresses.ts'
import { type ReceivedMessage, readMessage } from './bridge/read-message.ts'
import type { OpenCheck } from './create-verifier.ts'

/** How the web view shows the hosted page: with its camera, without sound to start it, and at no other address. */
export function pageProps(check: OpenCheck, reload: () => void) {
  const { origin, transactionId, address } = check
  const isPage = (url: string) => originOf(url) === origin
  return {
    source: { uri: address },
    originWhitelist: [origin],
    javaScriptEnabled: true,
    domStorageEnabled: true,
    allowsInlineMediaPlayback: true,
    mediaPlaybackRequiresUserAction: false,
    /** iOS 15 and newer: the system asks for the app, so the page need not ask again. */
    mediaCapturePermissionGrantType: 'grantIfSameHostElsePrompt',
    allowsBackForwardNavigationGestures: false,
    setSupportMultipleWindows: false,
    onMessage({ nativeEvent }: { readonly nativeEvent: ReceivedMessage }): void {
      const message = readMessage(nativeEvent, { transactionId, isPage })
      if (message?.kind === 'end') check.end(message.response)
    },
    onShouldStartLoadWithRequest: ({ url }: { readonly url: string }): boolean => mayLoad(url, origin),
    onError: (): void => check.end('network-open'),
    // The system ended the page in the background: it goes on at the same step, for its key is still there.
    onContentProcessDidTerminate: reload,
    onRenderProcessGone: reload,
  }
}
