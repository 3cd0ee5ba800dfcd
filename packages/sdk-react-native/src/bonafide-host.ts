import { createElement, type ReactElement, useEffect, useRef, useSyncExternalStore } from 'react'
import { BackHandler, Modal } from 'react-native'
import { WebView } from 'react-native-webview'
import { LEAVE_SCRIPT } from './bridge/leave-script.ts'
import type { Verifier } from './create-verifier.ts'
import { pageProps } from './page-props.ts'

/** What is used of the web view while it is there. */
interface PageView {
  injectJavaScript(script: string): void
  reload(): void
}

/** Shows the check of this verifier over the app while one is open. Put it once at the root of the app. */
export function hostOf(verifier: Verifier): () => ReactElement | null {
  return function BonafideHost() {
    const check = useSyncExternalStore(verifier.listen, verifier.current)
    const view = useRef<PageView | null>(null)
    useEffect(() => {
      if (check === undefined) return undefined
      const subscription = BackHandler.addEventListener('hardwareBackPress', () => askToLeave(view.current))
      return () => subscription.remove()
    }, [check])
    if (check === undefined) return null
    const page = createElement(WebView, { ref: view, ...pageProps(check, () => view.current?.reload()) })
    const modal = {
      visible: true,
      animationType: 'slide',
      presentationStyle: 'fullScreen',
      onRequestClose: () => askToLeave(view.current),
    }
    return createElement(Modal, modal, page)
  }
}

/** The page decides what a step back means; the app stays where it is. */
function askToLeave(page: PageView | null): boolean {
  page?.injectJavaScript(LEAVE_SCRIPT)
  return true
}
