import type { FlowEvent, FlowState, TextKey } from '@bonafide/capture'
import type { CameraKeeper } from '../camera/camera.ts'
import type { GuidanceLink } from '../guidance/start-guidance.ts'
import type { PicturePlace } from '../page/pictures.ts'

/** What a screen may use. */
export interface Stage {
  readonly say: (key: TextKey, places?: Readonly<Record<string, string | number>>) => string
  readonly send: (event: FlowEvent) => void
  /** The merchant's own picture for a place, or ours. */
  readonly picture: (place: PicturePlace, ours?: Element) => Element | undefined
  readonly cameras: CameraKeeper
  /** Loaded when it is first asked for. */
  readonly guidance: () => GuidanceLink
  /** Speaks a short text to screen readers. */
  readonly announce: (text: string) => void
  readonly resumable: boolean
  /** Whether another device would be of use: this one is no phone, and the check did not come from one. */
  readonly mayMove: boolean
  /** Whether the check came here from another device, which tells the merchant. */
  readonly movedHere: boolean
  /** The address with which another device takes over. */
  readonly linkFor: (token: string) => string
}

/** One drawn screen. It is closed exactly once, when the flow moves to a state that another screen draws. */
export interface Screen {
  readonly root: HTMLElement
  /** Draws a later state of the same screen. */
  readonly update?: (state: FlowState) => void
  readonly close?: () => void
}
