import {
  createChannel,
  createFlow,
  type Flow,
  type FlowState,
  type Outcome,
  resultOf,
  type StateName,
  say,
} from '@bonafide/capture'
import type { DeviceAnswer } from '@bonafide/protocol'
import { hostedPageUrl } from '../merchant/address.ts'
import type { MountInline, VerifyResponse } from '../merchant/create-sdk.ts'
import { isPhone } from '../merchant/meta-info.ts'
import { SDK_VERSION } from '../version.ts'
import { createCameraKeeper } from './camera/camera.ts'
import { watchDevice } from './device/watch-device.ts'
import { type GuidanceLink, startGuidance } from './guidance/start-guidance.ts'
import { claimSession } from './handover/claim-session.ts'
import { followingScreen } from './handover/following-screen.ts'
import { rememberMove, wasMovedHere } from './handover/moved-here.ts'
import { numberScreen } from './handover/number-screen.ts'
import { offerScreen } from './handover/offer-screen.ts'
import { deviceName } from './page/device-name.ts'
import { createFrame } from './page/frame.ts'
import { loadKeys, type TransactionKeys } from './page/keys.ts'
import { chooseLanguages } from './page/language-choice.ts'
import { dress } from './page/look.ts'
import { type Pictures, pictureAt, wayOut } from './page/pictures.ts'
import { documentCameraScreen } from './screens/document-camera.ts'
import { documentReviewScreen } from './screens/document-review.ts'
import { endScreen } from './screens/end.ts'
import { faceScreen } from './screens/face.ts'
import { guideScreen } from './screens/guide.ts'
import { openLeaveDialog } from './screens/leave-dialog.ts'
import { readingReviewScreen } from './screens/reading-review.ts'
import type { Screen, Stage } from './screens/screen.ts'
import { troubleScreen } from './screens/trouble.ts'
import { waitingScreen } from './screens/waiting.ts'

/** How long an end stays on screen before the merchant takes over: long enough to be read. */
const HOLD_RESULT_MS = 1_500
const HOLD_FAILURE_MS = 8_000
/** Who chose to leave only waits until the service was told: signing that takes a few milliseconds. */
const HOLD_CHOSEN_MS = 200

/** States that one screen draws together. */
const TOGETHER: Partial<Record<StateName, string>> = {
  'face-ready': 'face',
  'face-asking': 'face',
  'face-capture': 'face',
}
const WITH_CAMERA: readonly StateName[] = [
  'document-camera',
  'document-review',
  'face-ready',
  'face-asking',
  'face-capture',
]

const UNDISTURBED: readonly StateName[] = ['face-asking', 'face-capture', 'uploading']

const timer = {
  after(ms: number, action: () => void): () => void {
    const id = setTimeout(action, ms)
    return () => clearTimeout(id)
  },
}

/** Runs the flow in a container. Needs the same origin as the service; the hosted page is the only caller. */
export const mountInline: MountInline = (target, { container, language, claim }, onEnd) => {
  const { cameras, report } = watchDevice(
    createCameraKeeper(() => (mayBringCamera ? window.bonafideTestCamera : undefined)),
  )
  let mayBringCamera = false
  let device: DeviceAnswer | undefined
  let flow: Flow | undefined
  let keys: TransactionKeys | undefined
  let state: FlowState = { state: 'loading' }
  let screen: { readonly key: string; readonly drawn: Screen } | undefined
  let pictures: Pictures | undefined
  let closeDialog = (): void => {}
  let stopHold = (): void => {}
  let reached = false
  let guidance: GuidanceLink | undefined
  let movedHere = wasMovedHere()
  let gone = false

  const languages = chooseLanguages(language, redraw)
  const frame = createFrame({
    onLanguage: languages.switchTo,
    onClose() {
      closeDialog()
      closeDialog = openLeaveDialog(stage(), frame.root, frame.body)
    },
  })
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && state.state !== 'end') frame.root.querySelector<HTMLElement>('.bf-close')?.click()
  }
  document.addEventListener('keydown', onKey)
  container.replaceChildren(frame.root)

  function stage(): Stage {
    return {
      say: (key, places) => say(languages.now().texts, key, places),
      send: (event) => flow?.send(event),
      picture: (place, ours) => pictureAt(pictures, place, ours),
      cameras,
      guidance() {
        guidance ??= startGuidance()
        return guidance
      },
      announce: frame.announce,
      resumable: keys?.resumable ?? false,
      mayMove: !movedHere && keys !== undefined && !isPhone(navigator),
      movedHere,
      linkFor: (token) => hostedPageUrl({ ...target, protocol: '' }, { h: token, lang: languages.now().code }),
    }
  }

  function onState(next: FlowState): void {
    const before = state
    state = next
    if (gone) return
    if ('session' in next) languages.suggest(next.session?.config.language)
    if ('session' in next) languages.adopt(next.session?.texts)
    if ('session' in next) mayBringCamera = next.session?.testCamera === true
    document.documentElement.dataset['bonafideScreen'] = next.state
    if ('session' in next) pictures ??= next.session?.pictures
    dress(frame.root, 'session' in next ? next.session?.config.look : undefined, next.state)
    frame.close.replaceChildren(wayOut(pictures, next.state))
    if (!WITH_CAMERA.includes(next.state)) cameras.close()
    if (next.state === 'end') hold(next.outcome, before)
    draw(next.state !== before.state)
  }

  function draw(moved: boolean): void {
    const key = TOGETHER[state.state] ?? state.state
    frame.draw(state, languages.now(), stage().say)
    if (screen?.key === key && (screen.drawn.update !== undefined || !moved)) screen.drawn.update?.(state)
    else replaceScreen(key)
    if (moved) frame.announce(frame.main.querySelector('h1')?.textContent ?? '')
  }

  /** Other texts came. What has its own clock goes on undisturbed; the next screen speaks the new language. */
  function redraw(): void {
    if (gone || screen === undefined || UNDISTURBED.includes(state.state)) return
    frame.draw(state, languages.now(), stage().say)
    replaceScreen(TOGETHER[state.state] ?? state.state)
  }

  function replaceScreen(key: string): void {
    screen?.drawn.close?.()
    screen = { key, drawn: screenFor(state) }
    frame.main.replaceChildren(screen.drawn.root)
    screen.drawn.root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }

  function screenFor(next: FlowState): Screen {
    switch (next.state) {
      case 'guide':
        return guideScreen(stage(), next)
      case 'document-camera':
        return documentCameraScreen(stage(), next)
      case 'document-review':
        return documentReviewScreen(stage(), next)
      case 'reading-review':
        return readingReviewScreen(stage(), next)
      case 'face-ready':
      case 'face-asking':
      case 'face-capture':
        return faceScreen(stage(), next)
      case 'handover-offer':
        return offerScreen(stage(), next)
      case 'handover-number':
        return numberScreen(stage())
      case 'following':
        return followingScreen(stage(), next)
      case 'trouble':
        return troubleScreen(stage(), next)
      case 'end':
        return endScreen(stage(), next, canGo(next) ? () => leavePage(next.outcome) : undefined)
      default:
        return waitingScreen(stage(), next)
    }
  }

  function canGo(end: Extract<FlowState, { readonly state: 'end' }>): boolean {
    if (movedHere) return false
    return window.parent !== window || end.session?.config.returnUrl !== undefined
  }

  /** The person reads how it ended, then the merchant learns it; who already chose to leave hardly waits. */
  function hold(outcome: Outcome, before: FlowState): void {
    document.documentElement.dataset['bonafideCode'] = String(resultOf(outcome).code)
    keys?.forget()
    closeDialog()
    const chosen = outcome === 'left' || outcome === 'idle' || before.state === 'trouble'
    const known = outcome === 'passed' || outcome === 'not-passed'
    stopHold = timer.after(chosen ? HOLD_CHOSEN_MS : known ? HOLD_RESULT_MS : HOLD_FAILURE_MS, () => leavePage(outcome))
  }

  function leavePage(outcome: Outcome): void {
    stopHold()
    if (reached) return
    reached = true
    const returnUrl = state.state === 'end' && !movedHere ? state.session?.config.returnUrl : undefined
    const response: VerifyResponse = { ...resultOf(outcome), ...device, transactionId: target.transactionId }
    onEnd(returnUrl === undefined ? response : { ...response, returnUrl })
  }

  async function begin(loaded: TransactionKeys): Promise<void> {
    if (gone) return
    keys = loaded
    const name = deviceName()
    const channel = createChannel({
      baseUrl: target.serviceOrigin,
      transactionId: target.transactionId,
      keys: loaded.keys,
      fetch: (url, request) => fetch(url, request),
      timer,
      sdk: `web/${SDK_VERSION}`,
      ...(name === undefined ? {} : { deviceName: name }),
      device: {
        report,
        onAnswer(answer) {
          device = answer
        },
      },
    })
    if (claim !== undefined) {
      movedHere = await claimSession({ channel, token: claim, locale: languages.now(), container })
      if (!movedHere || gone) return
      container.replaceChildren(frame.root)
      rememberMove()
    }
    const protocol = target.protocol === undefined ? {} : { protocol: target.protocol }
    flow = createFlow({ channel, timer, ...protocol, onState, onEnd: () => {} })
  }

  async function start(): Promise<void> {
    const secure = window.isSecureContext
    const loading = secure ? loadKeys(target.transactionId).catch(() => undefined) : undefined
    await languages.ready
    if (gone) return
    draw(true)
    if (!secure) return onState({ state: 'end', outcome: 'insecure-page' })
    const loaded = await loading
    if (loaded === undefined) onState({ state: 'end', outcome: 'system' })
    else await begin(loaded)
  }

  void start()

  return () => {
    gone = true
    stopHold()
    closeDialog()
    screen?.drawn.close?.()
    cameras.close()
    guidance?.close()
    document.removeEventListener('keydown', onKey)
    frame.root.remove()
  }
}
