import {
  type DocumentHint,
  type FlowState,
  KEPT_AROUND_SHARE,
  type PixelBox,
  type Seen,
  type StateOf,
} from '@bonafide/capture'
import { watchFrames } from '../camera/frames.ts'
import { startLiveVideo } from '../camera/live-video.ts'
import { boxInSource, drawPart, grow, sizeOf } from '../camera/picture.ts'
import { element } from '../page/element.ts'
import { icon } from '../page/icons.ts'
import { chooseFromAlbum, pageOf } from './album.ts'
import { pageOutline } from './page-outline.ts'
import { aspectOf, documentName, noticeBox, title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

/** research: stable for 0.5-0.8 s before the shutter opens by itself. */
const GOOD_FOR_MS = 700
const MANUAL_AFTER_MS = 3_000
const LOOK_EVERY_MS = 100
/** Hints that change faster than this cannot be read. */
const HINT_STAYS_MS = 600
/** What is looked at around the frame, more than is kept. */
const LOOKED_AT_AROUND_SHARE = 0.2
const COPY_WIDTH = 320
const LONG_SIDE = 2_200

export function documentCameraScreen(stage: Stage, state: StateOf<'document-camera'>): Screen {
  const { say, send } = stage
  const { config, steps } = state.session
  const video = element('video', { class: 'bf-video', attributes: { 'aria-label': say('document.preview') } })
  video.muted = true
  video.playsInline = true
  const frame = element('div', { class: 'bf-frame' })
  frame.style.setProperty('--bf-aspect', String(aspectOf(state.step)))
  const hint = element('p', { class: 'bf-hint bf-document-hint', text: say('document.camera-starting') })
  const manual = element('p', { class: 'bf-small bf-manual', text: say('document.manual') })
  const shutter = element(
    'button',
    {
      class: 'bf-shutter',
      attributes: { type: 'button', 'aria-label': say('document.shutter') },
      onClick: () => take(),
    },
    stage.picture('shutter'),
  )
  shutter.disabled = true
  const album = element(
    'button',
    { class: 'bf-album', attributes: { type: 'button' }, onClick: () => openAlbum() },
    stage.picture('album', icon('album')),
    element('span', { text: say('document.album') }),
  )
  album.hidden = !config.showAlbumIcon
  const notices = element('div', { class: 'bf-notices' }, noticeBox(stage, state.notice))
  const outline = pageOutline(video)
  const view = element('div', { class: 'bf-view bf-view-document' }, video, frame, outline.root)
  const root = element(
    'section',
    { class: 'bf-screen bf-camera-screen' },
    title(say('state.document-camera')),
    element('p', { class: 'bf-lead', text: documentName(stage, steps, state.step) }),
    notices,
    element('div', { class: 'bf-document-space' }, view),
    hint,
    element('div', { class: 'bf-controls' }, album, shutter, element('span')),
    manual,
  )

  let stopFrames = (): void => {}
  let manualTimer: ReturnType<typeof setTimeout> | undefined
  let live = false
  let guided = true
  let lookedAt = 0
  let taken = false
  let shownHint: { readonly hint: DocumentHint | 'good'; readonly since: number } | undefined

  const stopVideo = startLiveVideo({
    video,
    cameras: stage.cameras,
    facing: 'environment',
    onFailure: (failure) => send({ event: 'failed', failure }),
    onReady() {
      takeShape()
      root.classList.add('bf-live')
      live = true
      hint.textContent = say('document.place')
      stage.announce(say('document.place'))
      manualTimer = setTimeout(allowManual, config.docScanMode === 'manual' || !guided ? 0 : MANUAL_AFTER_MS)
      stopFrames = watchFrames(video, look)
    },
  })

  const guidance = stage.guidance().open(() => {
    guided = false
    if (live) allowManual()
  })

  /** A phone that is turned turns its camera's picture too. */
  function takeShape(): void {
    if (video.videoWidth > 0) view.style.setProperty('--bf-camera', String(video.videoWidth / video.videoHeight))
  }

  video.addEventListener('resize', takeShape)

  function look(): void {
    const now = performance.now()
    if (taken || now - lookedAt < LOOK_EVERY_MS || video.videoWidth === 0 || !guidance.isFree()) return
    lookedAt = now
    const inner = frameInVideo()
    const around = grow(inner, LOOKED_AT_AROUND_SHARE, sizeOf(video))
    const scale = COPY_WIDTH / around.width
    const box = {
      x: (inner.x - around.x) * scale,
      y: (inner.y - around.y) * scale,
      width: inner.width * scale,
      height: inner.height * scale,
    }
    const picture = { video, part: around, width: COPY_WIDTH }
    guidance.look({ kind: 'document', atMs: now, picture, frame: box }, (seen) => show(seen, around))
  }

  function show(seen: Seen, around: PixelBox): void {
    if (seen.kind !== 'document' || taken) return
    outline.draw(seen.outline, around, COPY_WIDTH)
    showHint(seen.hint ?? 'good', performance.now())
    if (config.docScanMode === 'auto' && seen.goodForMs >= GOOD_FOR_MS) take()
  }

  function showHint(name: DocumentHint | 'good', now: number): void {
    if (shownHint !== undefined && (shownHint.hint === name || now - shownHint.since < HINT_STAYS_MS)) return
    shownHint = { hint: name, since: now }
    hint.textContent = say(`hint.document.${name}`)
    stage.announce(say(`hint.document.${name}`))
    root.classList.toggle('bf-good', name === 'good')
  }

  function allowManual(): void {
    shutter.disabled = false
    if (config.docScanMode === 'auto') manual.classList.add('bf-offered')
  }

  function take(): void {
    if (taken || video.videoWidth === 0) return
    taken = true
    view.classList.add('bf-taken')
    const part = grow(frameInVideo(), KEPT_AROUND_SHARE, sizeOf(video))
    const scale = Math.min(1, LONG_SIDE / Math.max(part.width, part.height))
    const canvas = element('canvas')
    canvas.width = Math.round(part.width * scale)
    canvas.height = Math.round(part.height * scale)
    drawPart(canvas, video, part)
    pageOf(canvas).then(
      (page) => send({ event: 'page-taken', page }),
      () => send({ event: 'failed', failure: 'camera-no-picture' }),
    )
  }

  function openAlbum(): void {
    chooseFromAlbum(
      (page) => send({ event: 'page-taken', page }),
      () => send({ event: 'repeat', notice: 'unreadable-file' }),
    )
  }

  function frameInVideo(): PixelBox {
    return boxInSource(frame.getBoundingClientRect(), view.getBoundingClientRect(), sizeOf(video))
  }

  return {
    root,
    update(next: FlowState) {
      if (next.state !== 'document-camera') return
      notices.replaceChildren(...[noticeBox(stage, next.notice)].filter((box) => box !== undefined))
      if (next.notice !== undefined) stage.announce(say(`notice.${next.notice}`))
    },
    close() {
      clearTimeout(manualTimer)
      guidance.close()
      stopFrames()
      stopVideo()
    },
  }
}
