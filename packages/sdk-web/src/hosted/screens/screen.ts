import type { FlowEvent, FlowState, TextKey } from '@bonafide/capture'
import type { CameraKeeper } from '../camera/camera.ts'

/** What a screen may use. */
export interface Stage {
  readonly say: (key: TextKey, places?: Readonly<Record<string, string | number>>) => string
  readonly send: (event: FlowEvent) => void
  readonly cameras: CameraKeeper
  /** Speaks a short text to screen readers. */
  readonly announce: (text: string) => void
  readonly resumable: boolean
}

/** One drawn screen. It is closed exactly once, when the flow moves to a state that another screen draws. */
export interface Screen {
  readonly root: HTMLElement
  /** Draws a later state of the same screen. */
  readonly update?: (state: FlowState) => void
  readonly close?: () => void
}
