import {
  coversChallenge,
  type FaceHint,
  type FlowState,
  ovalSizeAt,
  type Seen,
  type StateOf,
  type TextKey,
} from '@bonafide/capture'
import { captureFace } from '../camera/capture-face.ts'
import { watchFrames } from '../camera/frames.ts'
import { startLiveVideo } from '../camera/live-video.ts'
import { centred, sizeOf, smallSize } from '../camera/picture.ts'
import { type ClipRecording, recordClip, without } from '../camera/record-clip.ts'
import { element } from '../page/element.ts'
import { icon } from '../page/icons.ts'
import { stayAwake } from '../page/stay-awake.ts'
import { type Instruction, instructionAt } from './instruction.ts'
import { createOval, OVAL } from './oval.ts'
import { button, noticeBox, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'
import { type ScreenLight, shineColours } from './screen-light.ts'

type FaceState = StateOf<'face-ready' | 'face-asking' | 'face-capture'>

const LOOK_EVERY_MS = 200
const HINT_STAYS_MS = 900
/** 96 by 128: what faces are looked for in halves both sides five times. */
const COPY_WIDTH = 96
/** Where a face lies is said with the words that the challenge has for the same. */
const HINT_TEXTS: Readonly<Record<FaceHint, TextKey>> = {
  'too-dark': 'hint.face.too-dark',
  'too-bright': 'hint.face.too-bright',
  moving: 'hint.face.moving',
  'no-face': 'face.place',
  aside: 'face.place',
  'too-far': 'action.nearer',
  'too-near': 'action.farther',
  turned: 'face.straight',
}
/** A device that shows colours unevenly every time is left to the service's judgement, so that nobody is kept here. */
const MOST_UNEVEN_TRIES = 2

/** Getting ready, waiting for the challenge and answering it are one screen: the camera and the oval stay. */
export function faceScreen(stage: Stage, first: FaceState): Screen {
  const { say, send } = stage
  const video = element('video', { class: 'bf-video bf-mirrored', attributes: { 'aria-label': say('face.preview') } })
  video.muted = true
  video.playsInline = true
  const oval = createOval()
  const instruction = element('p', { class: 'bf-instruction', attributes: { 'aria-hidden': 'true' } })
  const hint = element('p', { class: 'bf-hint', text: say('document.camera-starting') })
  const progress = element('progress', {
    class: 'bf-visually-hidden',
    attributes: { 'aria-label': say('face.progress'), max: '1' },
  })
  const heading = title(say(`state.${first.state}`))
  const notices = element('div', { class: 'bf-notices' }, noticeBox(stage, first.notice))
  const tips = element('p', { class: 'bf-small bf-tips', text: say('face.tips') })
  const start = button(say('face.start'), 'primary', () => send({ event: 'face-started', withoutFlash: false }))
  const choice = first.step.flashes === true ? lightChoice(stage) : undefined
  start.disabled = true
  const view = element('div', { class: 'bf-view bf-view-face' }, video, oval.root, hint)
  const buttons = element('div', { class: 'bf-face-buttons' }, start, choice?.without)
  const actions = element('div', { class: 'bf-actions' }, tips, choice?.warning, buttons)
  const space = element('div', { class: 'bf-face-space' }, view)
  const glow = element('div', { class: 'bf-light', attributes: { 'aria-hidden': 'true' } })
  const parts = [heading, notices, glow, instruction, space, progress, actions]
  const root = element('section', { class: 'bf-screen bf-camera-screen' }, ...parts)

  let stopFrames = (): void => {}
  let stopCapture = (): void => {}
  let light: ScreenLight | undefined
  let unevenTries = 0
  /** A try with a clip brought too few frames: the next one does without, because nobody may be kept here by it. */
  let clipCosts = false
  let capturing = false
  let shown: { readonly text: TextKey; readonly since: number } | undefined
  let lookedAt = 0

  const guidance = stage.guidance().open(() => {})
  const sleep = stayAwake()
  const stopVideo = startLiveVideo({
    video,
    cameras: stage.cameras,
    facing: 'user',
    // The camera of a challenge is the one that it began with.
    mayRestart: () => !capturing,
    onFailure: (failure) => send({ event: 'failed', failure }),
    onReady() {
      view.classList.add('bf-live')
      enable(true)
      hint.textContent = say('face.place')
      stage.announce(say('face.place'))
      stopFrames = watchFrames(video, look)
    },
  })
  document.addEventListener('visibilitychange', onVisibility)

  function look(): void {
    const now = performance.now()
    if (capturing || now - lookedAt < LOOK_EVERY_MS || video.videoWidth === 0 || !guidance.isFree()) return
    lookedAt = now
    const part = centred(sizeOf(video), 3 / 4)
    const { width, height } = smallSize(part, COPY_WIDTH)
    const frame = {
      x: OVAL.x * width,
      y: OVAL.y * height,
      width: OVAL.width * width,
      height: OVAL.height * height,
    }
    guidance.look({ kind: 'face', atMs: now, picture: { video, part, width: COPY_WIDTH }, frame }, show)
  }

  function show(seen: Seen): void {
    if (seen.kind !== 'face' || capturing) return
    const inPlace = seen.lookedFor && seen.hint === undefined
    const text = seen.hint === undefined ? 'face.place' : HINT_TEXTS[seen.hint]
    showHint(inPlace ? 'hint.face.good' : text, performance.now())
  }

  function showHint(text: TextKey, now: number): void {
    if (shown !== undefined && (shown.text === text || now - shown.since < HINT_STAYS_MS)) return
    shown = { text, since: now }
    hint.textContent = say(text)
    stage.announce(say(text))
    view.classList.toggle('bf-in-place', text === 'hint.face.good')
  }

  function capture({ attempt, session }: StateOf<'face-capture'>): void {
    const { challenge, frames: policy } = attempt
    if (challenge === undefined || policy === undefined) {
      send({ event: 'failed', failure: 'answer-unreadable' })
      return
    }
    capturing = true
    // The line of the oval shows progress from here on.
    view.classList.remove('bf-in-place')
    shown = undefined
    let told: Instruction['text'] | undefined
    let recording: ClipRecording | undefined
    root.classList.add('bf-capturing')
    stopCapture = captureFace({
      video,
      policy,
      challenge,
      onStart(firstMs) {
        const { clip } = session.config
        if (clip !== undefined) recording = clipCosts ? without('slow-device') : recordClip(video.srcObject, clip)
        light = shineColours(challenge, firstMs, root)
      },
      onMoment(atMs) {
        progress.value = atMs / challenge.totalMs
        oval.setProgress(progress.value)
        oval.setSize(ovalSizeAt(challenge, atMs))
        const next = instructionAt(challenge, atMs)
        if (next.text === told) return
        told = next.text
        tell(next)
      },
      onDone(frames) {
        const uneven = light?.wasPunctual() === false && unevenTries < MOST_UNEVEN_TRIES
        endCapture()
        if (uneven) unevenTries += 1
        const times = frames.map(({ atMs }) => atMs)
        const enough = !uneven && coversChallenge(times, challenge, policy)
        if (!enough) {
          clipCosts = recording !== undefined
          return send({ event: 'repeat', notice: 'too-few-frames' })
        }
        stage.announce(say('face.sending-soon'))
        if (recording === undefined) return send({ event: 'face-captured', frames })
        void recording.finish().then((clip) => send({ event: 'face-captured', frames, clip }))
      },
    })
  }

  function tell({ action, text, symbol }: Instruction): void {
    document.documentElement.dataset['bonafideAction'] = action ?? 'neutral'
    instruction.className = `bf-instruction bf-do-${action ?? 'nothing'}`
    instruction.replaceChildren(icon(symbol), element('span', { text: say(text) }))
    stage.announce(say(text))
  }

  function enable(ready: boolean): void {
    start.disabled = !ready
    if (choice !== undefined) choice.without.disabled = !ready
  }

  function endCapture(): void {
    capturing = false
    stopCapture()
    light?.stop()
    light = undefined
    root.classList.remove('bf-capturing')
    instruction.replaceChildren()
    oval.setProgress(0)
    oval.setSize(1)
    document.documentElement.dataset['bonafideAction'] = 'neutral'
  }

  /** A hidden page gets no pictures; half a challenge is none. */
  function onVisibility(): void {
    if (!document.hidden || !capturing) return
    endCapture()
    send({ event: 'repeat', notice: 'interrupted' })
  }

  function update(next: FlowState): void {
    if (next.state !== 'face-ready' && next.state !== 'face-asking' && next.state !== 'face-capture') return
    if (capturing && next.state !== 'face-capture') endCapture()
    heading.textContent = say(`state.${next.state}`)
    notices.replaceChildren(...[noticeBox(stage, next.notice)].filter((box) => box !== undefined))
    if (next.notice !== undefined) stage.announce(say(`notice.${next.notice}`))
    enable(next.state === 'face-ready')
    // The preview grows into the room of the buttons before the challenge begins; what the camera sees stays the same.
    actions.hidden = next.state !== 'face-ready'
    hint.hidden = next.state === 'face-capture'
    if (next.state === 'face-capture') capture(next)
  }

  return {
    root,
    update,
    close() {
      endCapture()
      document.removeEventListener('visibilitychange', onVisibility)
      guidance.close()
      stopFrames()
      stopVideo()
      sleep()
    },
  }
}

/** The warning before flashing light, and the way without it. */
function lightChoice({ say, send }: Stage) {
  const text = element('span', { text: say('face.light') })
  const warning = element('p', { class: 'bf-notice bf-notice-calm bf-light-warning' }, icon('light'), text)
  const go = () => send({ event: 'face-started', withoutFlash: true })
  const without = button(say('face.without-colours'), 'quiet', go)
  without.disabled = true
  return { warning, without }
}
