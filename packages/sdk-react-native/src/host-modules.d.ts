/**
 * As much of React, React Native and its web view as this package uses, so that it can be checked without installing them.
 * An app brings the real ones, and `examples/react-native` checks this package against their own types. Not published:
 * declarations of a source folder are not part of the build.
 */
declare module 'react' {
  export interface ReactElement {
    readonly type: unknown
    readonly props: unknown
    readonly key: string | null
  }
  export function createElement(type: unknown, props: object | null, ...children: readonly ReactElement[]): ReactElement
  export function useEffect(effect: () => undefined | (() => void), dependencies: readonly unknown[]): void
  export function useRef<T>(initial: T): { current: T }
  export function useSyncExternalStore<T>(subscribe: (changed: () => void) => () => void, read: () => T): T
}

declare module 'react-native' {
  interface Subscription {
    remove(): void
  }
  export const BackHandler: {
    addEventListener(event: 'hardwareBackPress', handler: () => boolean): Subscription
  }
  export const Modal: unknown
  export const PermissionsAndroid: {
    readonly PERMISSIONS: { readonly CAMERA: string }
    readonly RESULTS: { readonly GRANTED: 'granted' }
    request(permission: string): Promise<string>
  }
  export const Platform: { readonly OS: string; readonly Version: string | number }
}

declare module 'react-native-webview' {
  export const WebView: unknown
}
