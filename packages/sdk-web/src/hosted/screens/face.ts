import {
  assessFace,
  type FaceHint,
  type FlowState,
  type GrayImage,
  type StateOf,
  type TextKey,
} from '@bonafide/capture'
import type { ChannelAction } from '@bonafide/protocol'
import { captureFace } from '../camera/capture-face.ts'
import { watchFrames } from '../camera/frames.ts'
import { startLiveVideo } from '../camera/live-video.ts'
import { centred, createGrayCopier, sizeOf } from '../camera/picture.ts'
import { element } from '../page/element.ts'
import { type IconName, icon } from '../page/icons.ts'
import { createOval, OVAL } from './oval.ts'
import { button, noticeBox, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

type FaceState = StateOf<'face-ready' | 'face-asking' | 'face-capture'>

const LOOK_EVERY_MS = 200
const HINT_STAYS_MS = 900

const ACTION_ICONS: Readonly<Record<ChannelAction, IconName>> = {
  'turn-left': 'left',
  'turn-right': 'right',
  'open-mouth': 'mouth',
}

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
  const start = button(say('face.start'), 'primary', () => send({ event: 'face-started' }))
  start.disabled = true
  const view = element('div', { class: 'bf-view bf-view-face' }, video, oval.root, instruction, hint)
  const actions = element('div', { class: 'bf-actions' }, tips, start)
  const space = element('div', { class: 'bf-face-space' }, view)
  const root = element('section', { class: 'bf-screen bf-camera-screen' }, heading, notices, space, progress, actions)

  const copy = createGrayCopier()
  let stopFrames = (): void => {}
  let stopCapture = (): void => {}
  let capturing = false
  let shown: { readonly text: TextKey; readonly since: number } | undefined
  let before: GrayImage | undefined
  let lookedAt = 0

  const stopVideo = startLiveVideo({
    video,
    cameras: stage.cameras,
    facing: 'user',
    onFailure: (failure) => send({ event: 'failed', failure }),
    onReady() {
      view.classList.add('bf-live')
      start.disabled = false
      hint.textContent = say('face.place')
      stage.announce(say('face.place'))
      stopFrames = watchFrames(video, look)
    },
  })
  document.addEventListener('visibilitychange', onVisibility)

  function look(): void {
    const now = performance.now()
    if (capturing || now - lookedAt < LOOK_EVERY_MS || video.videoWidth === 0) return
    lookedAt = now
    const image = copy(video, centred(sizeOf(video), 3 / 4), 90)
    const box = {
      x: OVAL.x * image.width,
      y: OVAL.y * image.height,
      width: OVAL.width * image.width,
      height: OVAL.height * image.height,
    }
    const found: FaceHint | undefined = assessFace(image, box, before)
    before = image
    showHint(found === undefined ? 'face.place' : `hint.face.${found}`, now)
  }

  function showHint(text: TextKey, now: number): void {
    if (shown !== undefined && (shown.text === text || now - shown.since < HINT_STAYS_MS)) return
    shown = { text, since: now }
    hint.textContent = say(text)
  }

  function capture({ attempt }: StateOf<'face-capture'>): void {
    const { challenge, frames: policy } = attempt
    if (challenge === undefined || policy === undefined) {
      send({ event: 'failed', failure: 'answer-unreadable' })
      return
    }
    capturing = true
    let told: ChannelAction | undefined | 'none' = 'none'
    view.classList.add('bf-capturing')
    stopCapture = captureFace({
      video,
      policy,
      challenge,
      onMoment(action, share01) {
        oval.setProgress(share01)
        progress.value = share01
        if (action === told) return
        told = action
        tell(action)
      },
      onDone(frames) {
        endCapture()
        const enough = frames.length >= policy.minFrames
        if (enough) stage.announce(say('face.sending-soon'))
        send(enough ? { event: 'face-captured', frames } : { event: 'repeat', notice: 'too-few-frames' })
      },
    })
  }

  function tell(action: ChannelAction | undefined): void {
    document.documentElement.dataset['bonafideAction'] = action ?? 'neutral'
    const text = say(action === undefined ? 'face.straight' : `action.${action}`)
    instruction.className = `bf-instruction bf-do-${action ?? 'nothing'}`
    instruction.replaceChildren(
      icon(action === undefined ? 'straight' : ACTION_ICONS[action]),
      element('span', { text }),
    )
    stage.announce(text)
  }

  function endCapture(): void {
    capturing = false
    stopCapture()
    view.classList.remove('bf-capturing')
    instruction.replaceChildren()
    oval.setProgress(0)
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
    heading.textContent = say(`state.${next.state}`)
    notices.replaceChildren(...[noticeBox(stage, next.notice)].filter((box) => box !== undefined))
    if (next.notice !== undefined) stage.announce(say(`notice.${next.notice}`))
    start.disabled = next.state !== 'face-ready'
    // Keeps its room: a preview that grows when the challenge starts would move the face out of the oval.
    actions.classList.toggle('bf-away', next.state !== 'face-ready')
    hint.hidden = next.state === 'face-capture'
    if (next.state === 'face-capture') capture(next)
  }

  return {
    root,
    update,
    close() {
      endCapture()
      document.removeEventListener('visibilitychange', onVisibility)
      stopFrames()
      stopVideo()
    },
  }
}
