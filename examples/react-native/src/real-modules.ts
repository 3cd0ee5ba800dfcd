import type { Permission, PermissionsAndroid, Platform } from 'react-native'
import type { WebViewMessageEvent, WebViewProps } from 'react-native-webview'

/**
 * The package declares for itself what it uses of React Native. Here those declarations are held against the real ones:
 * a line below that does not compile is a property that the web view does not have, or has otherwise.
 */
export type PropsThatAreUsed = Required<
  Pick<
    WebViewProps,
    | 'source'
    | 'originWhitelist'
    | 'javaScriptEnabled'
    | 'domStorageEnabled'
    | 'allowsInlineMediaPlayback'
    | 'mediaPlaybackRequiresUserAction'
    | 'mediaCapturePermissionGrantType'
    | 'allowsBackForwardNavigationGestures'
    | 'setSupportMultipleWindows'
    | 'onMessage'
    | 'onShouldStartLoadWithRequest'
    | 'onError'
    | 'onContentProcessDidTerminate'
    | 'onRenderProcessGone'
  >
>
export const grant: PropsThatAreUsed['mediaCapturePermissionGrantType'] = 'grantIfSameHostElsePrompt'
export const message = ({ nativeEvent }: WebViewMessageEvent): { readonly data: string; readonly url: string } =>
  nativeEvent
export const camera = (permissions: typeof PermissionsAndroid): Permission => permissions.PERMISSIONS.CAMERA
export const system = ({
  OS,
  Version,
}: typeof Platform): { readonly OS: string; readonly Version: string | number } => ({
  OS,
  Version,
})
