import type { AttemptView, Claims, ReadingView, SessionView, StepView } from '@bonafide/protocol'
import type { FailureName, NoticeName, Outcome } from '../failures.ts'
import type { TakenClip } from '../frames/taken-clip.ts'
import type { DocumentHint } from '../quality/assess-document.ts'

/** A document page that was taken and not yet sent. */
export interface TakenPage {
  readonly bytes: Uint8Array
  /** What looked wrong on it, for the review screen; a server judges it anyway. */
  readonly hint?: DocumentHint
}

interface AtStep {
  readonly session: SessionView
  readonly step: StepView
  readonly notice?: NoticeName
}

/** Beside the way: what it comes back to when the person stays on this device. */
interface Aside {
  readonly session: SessionView
  readonly back: FlowState
}

export type FlowState =
  | { readonly state: 'loading' }
  | { readonly state: 'guide'; readonly session: SessionView }
  | ({ readonly state: 'document-camera' } & AtStep)
  | ({ readonly state: 'document-review'; readonly page: TakenPage } & AtStep)
  /** The service reads the pages that it holds. */
  | ({ readonly state: 'reading' } & AtStep)
  | ({
      readonly state: 'reading-review'
      readonly attempt: AttemptView
      readonly reading: ReadingView
      /** What the person says was read wrongly, so far. */
      readonly claims: Claims
    } & AtStep)
  /** A page of what was read is to be taken again: its step is asked for. */
  | ({ readonly state: 'retaking'; readonly pageStep: string } & AtStep)
  | ({ readonly state: 'face-ready' } & AtStep)
  | ({ readonly state: 'face-asking'; readonly withoutFlash: boolean } & AtStep)
  | ({ readonly state: 'face-capture'; readonly attempt: AttemptView } & AtStep)
  | ({
      readonly state: 'uploading'
      readonly material: Uint8Array
      /** A page asks for its attempt while uploading; a face comes with the attempt of its challenge. */
      readonly attempt?: AttemptView
      readonly clip?: TakenClip
      readonly share01: number
    } & AtStep)
  | { readonly state: 'judging'; readonly session: SessionView }
  /** A link for another device is shown. */
  | ({ readonly state: 'handover-offer'; readonly token?: string; readonly notice?: NoticeName } & Aside)
  /** The other device took it and shows a number, which is typed here. */
  | ({ readonly state: 'handover-number' } & Aside)
  | ({ readonly state: 'handover-checking'; readonly number: number } & Aside)
  /** The other device goes on; this one looks on. */
  | { readonly state: 'following'; readonly session: SessionView }
  | {
      readonly state: 'trouble'
      readonly failure: FailureName
      readonly back: FlowState
      readonly session?: SessionView
    }
  | { readonly state: 'end'; readonly outcome: Outcome; readonly session?: SessionView }

export type StateName = FlowState['state']
export type StateOf<S extends StateName> = Extract<FlowState, { readonly state: S }>

export type FlowEvent =
  | { readonly event: 'opened'; readonly session: SessionView }
  | { readonly event: 'start' }
  | { readonly event: 'page-taken'; readonly page: TakenPage }
  | { readonly event: 'retake' }
  | { readonly event: 'page-approved' }
  | { readonly event: 'pages-read'; readonly attempt: AttemptView }
  | { readonly event: 'edited'; readonly claims: Claims }
  | { readonly event: 'reading-confirmed' }
  | { readonly event: 'retake-page'; readonly pageStep: string }
  | { readonly event: 'reopened'; readonly session: SessionView }
  | { readonly event: 'face-started'; readonly withoutFlash: boolean }
  | { readonly event: 'challenged'; readonly attempt: AttemptView }
  | {
      readonly event: 'face-captured'
      readonly frames: readonly { readonly bytes: Uint8Array; readonly atMs: number }[]
      /** Where a clip was asked for. */
      readonly clip?: TakenClip
    }
  | { readonly event: 'repeat'; readonly notice: NoticeName }
  | { readonly event: 'attempted'; readonly attempt: AttemptView }
  | { readonly event: 'progress'; readonly share01: number }
  | { readonly event: 'accepted'; readonly session: SessionView }
  | { readonly event: 'looked'; readonly session: SessionView }
  | { readonly event: 'to-phone' }
  | { readonly event: 'offered'; readonly token: string }
  /** Nobody took the link in time. */
  | { readonly event: 'lapsed' }
  | { readonly event: 'claimed' }
  | { readonly event: 'number-typed'; readonly number: number }
  | { readonly event: 'number-wrong' }
  | { readonly event: 'moved'; readonly session: SessionView }
  | { readonly event: 'followed'; readonly session: SessionView }
  | { readonly event: 'stay' }
  | { readonly event: 'failed'; readonly failure: FailureName }
  | { readonly event: 'retry' }
  | { readonly event: 'leave' }
  | { readonly event: 'idle' }
  /** The step takes longer than the service's limit for it. */
  | { readonly event: 'overdue' }

export type EventName = FlowEvent['event']
export type EventOf<E extends EventName> = Extract<FlowEvent, { readonly event: E }>
