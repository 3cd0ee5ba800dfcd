/// <reference lib="dom" />
import type { CameraOrders } from './camera-script.ts'

/**
 * Runs in the page, as text: it must use nothing from outside of itself. Replaces the cameras of the page by canvases.
 */
export function playCamera(orders: CameraOrders): void {
  const REACTION_MS = 220
  const devices = navigator.mediaDevices
  if (devices === undefined) return

  const open = async (constraints?: MediaStreamConstraints): Promise<MediaStream> => {
    const video = constraints?.video
    if (video === undefined || video === false) throw new DOMException('There is only a camera', 'NotFoundError')
    const facing = JSON.stringify(video === true ? '' : (video.facingMode ?? ''))
    const rear = facing.includes('environment') && orders.document !== undefined
    return rear ? startRear(orders.document ?? '') : startFace()
  }
  Object.defineProperty(devices, 'getUserMedia', { value: open, configurable: true })

  async function startRear(page: string): Promise<MediaStream> {
    const picture = await load(page)
    return start(picture.width, picture.height, (pen, canvas, now) => {
      // The hand that holds the phone trembles; a margin of the picture itself covers what that would uncover.
      const [x, y] = [1.5 * Math.sin(now / 310), 1.2 * Math.sin(now / 270)]
      pen.drawImage(picture, -4 + x, -4 + y, canvas.width + 8, canvas.height + 8)
    })
  }

  async function startFace(): Promise<MediaStream> {
    const neutral = await Promise.all(orders.neutral.map(load))
    const names = Object.keys(orders.actions)
    const clips = new Map<string, readonly ImageBitmap[]>()
    for (const name of names) clips.set(name, await Promise.all((orders.actions[name] ?? []).map(load)))
    const still = orders.behaviour === 'still'
    const played = player(neutral, clips)
    return start(orders.width, orders.height, (pen, canvas, now) => {
      const picture = still ? neutral[0] : played(now)
      if (picture === undefined) return
      const sway = still ? 0 : 1
      pen.save()
      pen.translate(canvas.width / 2, canvas.height / 2)
      pen.rotate(sway * 0.004 * Math.sin(now / 830))
      pen.scale(1.02 + sway * 0.004 * Math.sin(now / 1270), 1.02 + sway * 0.004 * Math.sin(now / 1270))
      pen.drawImage(
        picture,
        -canvas.width / 2 + sway * 1.5 * Math.sin(now / 940),
        -canvas.height / 2 + sway * Math.sin(now / 1110),
      )
      pen.restore()
      drawNoise(pen, canvas)
    })
  }

  /** Chooses the frame to show: the neutral loop, or the action that the page asks for, from its start to its end. */
  function player(neutral: readonly ImageBitmap[], clips: ReadonlyMap<string, readonly ImageBitmap[]>) {
    let asked = 'neutral'
    let askedAt = 0
    let playing: { readonly frames: readonly ImageBitmap[]; readonly from: number } | undefined
    let restFrom = performance.now()
    return (now: number): ImageBitmap | undefined => {
      const action = document.documentElement.dataset['bonafideAction'] ?? 'neutral'
      if (action !== asked) {
        asked = action
        askedAt = now
      }
      const wanted = orders.behaviour === 'obey' && asked !== 'neutral' ? clips.get(asked) : undefined
      if (wanted !== undefined && playing === undefined && askedAt > 0 && now - askedAt >= REACTION_MS) {
        playing = { frames: wanted, from: now }
        askedAt = 0
      }
      if (playing !== undefined) {
        const frame = playing.frames[Math.floor(((now - playing.from) * orders.framesPerSecond) / 1000)]
        if (frame !== undefined) return frame
        playing = undefined
        restFrom = now
      }
      return neutral[Math.floor(((now - restFrom) * orders.framesPerSecond) / 1000) % neutral.length]
    }
  }

  function start(
    width: number,
    height: number,
    draw: (pen: CanvasRenderingContext2D, canvas: HTMLCanvasElement, now: number) => void,
  ): MediaStream {
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const pen = canvas.getContext('2d')
    if (pen === null) throw new DOMException('No canvas', 'NotReadableError')
    const stream = canvas.captureStream(25)
    const timer = setInterval(() => {
      if (stream.getTracks().every((track) => track.readyState === 'ended')) clearInterval(timer)
      else draw(pen, canvas, performance.now())
    }, 40)
    draw(pen, canvas, performance.now())
    return stream
  }

  /** Noise of the sensor, so that no two frames are alike: one tile, laid from another place each time. */
  function drawNoise(pen: CanvasRenderingContext2D, canvas: HTMLCanvasElement): void {
    const tile = noiseTile()
    const [left, top] = [-Math.floor(Math.random() * tile.width), -Math.floor(Math.random() * tile.height)]
    pen.globalAlpha = 0.045
    for (let y = top; y < canvas.height; y += tile.height) {
      for (let x = left; x < canvas.width; x += tile.width) pen.drawImage(tile, x, y)
    }
    pen.globalAlpha = 1
  }

  function noiseTile(): HTMLCanvasElement {
    const held = Reflect.get(noiseTile, 'tile') as HTMLCanvasElement | undefined
    if (held !== undefined) return held
    const tile = document.createElement('canvas')
    tile.width = 256
    tile.height = 256
    const pen = tile.getContext('2d')
    if (pen !== null) {
      const pixels = pen.createImageData(256, 256)
      for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = at % 4 === 3 ? 255 : 90 + Math.random() * 76
      pen.putImageData(pixels, 0, 0)
    }
    Reflect.set(noiseTile, 'tile', tile)
    return tile
  }

  async function load(base64: string): Promise<ImageBitmap> {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
  }
}
