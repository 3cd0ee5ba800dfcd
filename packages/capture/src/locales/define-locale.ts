import type { ChannelAction, ReadFieldName } from '@bonafide/protocol'
import type { CameraCheck } from '../doctor/diagnose.ts'
import type { FIX_HOSTS } from '../doctor/fix-for.ts'
import type { FailureName, NoticeName } from '../failures.ts'
import type { StateName } from '../flow/flow-state.ts'
import type { DocumentHint } from '../quality/assess-document.ts'
import type { LightHint } from '../quality/assess-face.ts'

/** Texts that belong to a screen. `{…}` are places that the screen fills. */
type ScreenText =
  | 'app.name'
  | 'app.language'
  | 'app.close'
  | 'app.secure'
  | 'progress.document'
  | 'progress.face'
  | 'progress.result'
  | 'progress.label'
  | 'guide.lead'
  | 'guide.document'
  | 'guide.document.help'
  | 'guide.face'
  | 'guide.face.help'
  | 'guide.light'
  | 'guide.light.help'
  | 'guide.start'
  | 'guide.privacy'
  | 'guide.cannot-resume'
  | 'document.passport'
  | 'document.card'
  | 'document.front'
  | 'document.back'
  | 'document.place'
  | 'document.hold'
  | 'document.manual'
  | 'document.shutter'
  | 'document.album'
  | 'document.camera-starting'
  | 'document.preview'
  | 'review.check'
  | 'review.picture'
  | 'review.use'
  | 'review.retake'
  | 'reading.lead'
  | 'reading.only-shown'
  | 'reading.unread'
  | 'reading.changed'
  | 'reading.note'
  | 'face.place'
  | 'face.tips'
  | 'face.start'
  | 'face.light'
  | 'face.without-colours'
  | 'face.preview'
  | 'face.straight'
  | 'face.stay-near'
  | 'face.colours'
  | 'face.sending-soon'
  | 'face.progress'
  | 'uploading.document'
  | 'uploading.face'
  | 'uploading.progress'
  | 'judging.help'
  | 'handover.offer'
  | 'handover.scan'
  | 'handover.code'
  | 'handover.link'
  | 'handover.once'
  | 'handover.number'
  | 'handover.number.help'
  | 'handover.confirm'
  | 'handover.stay'
  | 'handover.following'
  | 'claim.title'
  | 'claim.help'
  | 'end.other-device'
  | 'trouble.retry'
  | 'trouble.leave'
  | 'trouble.reference'
  | 'trouble.camera'
  | 'doctor.title'
  | 'doctor.lead'
  | 'doctor.start'
  | 'doctor.again'
  | 'doctor.checking'
  | 'doctor.works'
  | 'doctor.works.help'
  | 'doctor.close'
  | 'doctor.good'
  | 'doctor.problem'
  | 'doctor.not-checked'
  | 'leave.question'
  | 'leave.help'
  | 'leave.stay'
  | 'leave.go'
  | 'end.passed'
  | 'end.passed.help'
  | 'end.not-passed'
  | 'end.not-passed.help'
  | 'end.return'
  | 'end.close'

/** Every text of the screens. A language that lacks one does not compile. */
export type TextKey =
  | ScreenText
  | `state.${StateName}`
  | `action.${ChannelAction}`
  | `field.${ReadFieldName}`
  | `hint.document.${DocumentHint | 'good'}`
  | `hint.face.${LightHint | 'good'}`
  | `notice.${NoticeName}`
  | `doctor.check.${CameraCheck}`
  | `fix.denied.${(typeof FIX_HOSTS)[number]}`
  | `failure.${FailureName}.title`
  | `failure.${FailureName}.help`

export type Texts = { readonly [Key in TextKey]: string }

/** A language without its texts. */
export interface Language extends Omit<Locale, 'texts'> {
  readonly load: () => Promise<{ readonly default: Locale }>
}

export interface Locale {
  /** Code of client-sdk.md section 8, mobile web. */
  readonly code: string
  /** BCP 47 tag, for `lang`. */
  readonly tag: string
  /** The language's own name for itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly texts: Texts
}

export function defineLocale(locale: Locale): Locale {
  return locale
}
