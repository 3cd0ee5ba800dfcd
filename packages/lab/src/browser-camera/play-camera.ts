/// <reference lib="dom" />
import type { CameraOrders } from './camera-script.ts'

interface Clips {
  readonly calm: Readonly<Record<'arm' | 'near', readonly ImageBitmap[]>>
  readonly litNear: readonly ImageBitmap[]
  readonly actions: Readonly<Record<'arm' | 'near', ReadonlyMap<string, readonly ImageBitmap[]>>>
}

interface Frame {
  readonly room: ImageBitmap | undefined
  readonly lit?: ImageBitmap | undefined
}

/**
 * Runs in the page, as text: it must use nothing from outside of itself. Replaces the cameras of the page by canvases.
 */
export function playCamera(orders: CameraOrders): void {
  const REACTION_MS = 220
  const LAG_MS = 70
  const MASKS: Readonly<Record<string, { readonly lit: string; readonly room: string }>> = {
    red: { lit: '#f00', room: '#0ff' },
    green: { lit: '#0f0', room: '#f0f' },
    blue: { lit: '#00f', room: '#ff0' },
    cyan: { lit: '#0ff', room: '#f00' },
    magenta: { lit: '#f0f', room: '#0f0' },
    yellow: { lit: '#ff0', room: '#00f' },
    white: { lit: '#fff', room: '#000' },
  }
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
    const clips = await loadClips()
    const still = orders.behaviour === 'still'
    const played = player(clips)
    const seen = colourSeen()
    const inLight = mixer()
    return start(orders.width, orders.height, (pen, canvas, now) => {
      const colour = seen(now)
      const frame = still ? { room: clips.calm.arm[0] } : played(now)
      if (frame.room === undefined) return
      const picture = frame.lit === undefined ? frame.room : inLight(frame.room, frame.lit, colour)
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

  async function loadClips(): Promise<Clips> {
    const loadAll = (frames: readonly string[]) => Promise.all(frames.map(load))
    const loadActions = async (actions: Readonly<Record<string, readonly string[]>>) => {
      const clips = new Map<string, readonly ImageBitmap[]>()
      for (const name of Object.keys(actions)) clips.set(name, await loadAll(actions[name] ?? []))
      return clips
    }
    return {
      calm: { arm: await loadAll(orders.calm.arm), near: await loadAll(orders.calm.near) },
      litNear: await loadAll(orders.litNear),
      actions: { arm: await loadActions(orders.actions.arm), near: await loadActions(orders.actions.near) },
    }
  }

  /** Chooses the frame to show: the calm loop, or the action that the page asks for, from its start to its end. */
  function player(clips: Clips) {
    const obeys = orders.behaviour === 'obey' || orders.behaviour === 'obey-without-light'
    let distance: 'arm' | 'near' = 'arm'
    let asked = 'neutral'
    let askedAt = 0
    let playing: { readonly action: string; readonly frames: readonly ImageBitmap[]; readonly from: number } | undefined
    let restFrom = performance.now()
    return (now: number): Frame => {
      const { bonafideAction: action = 'neutral', bonafideScreen: screen } = document.documentElement.dataset
      // Whoever begins anew holds the phone at arm's length again.
      if (screen !== 'face-capture' && playing === undefined) distance = 'arm'
      if (action !== asked) {
        asked = action
        askedAt = now
      }
      const wanted = obeys && asked !== 'neutral' ? clips.actions[distance].get(asked) : undefined
      if (wanted !== undefined && playing === undefined && askedAt > 0 && now - askedAt >= REACTION_MS) {
        playing = { action: asked, frames: wanted, from: now }
        askedAt = 0
      }
      if (playing !== undefined) {
        const frame = playing.frames[Math.floor(((now - playing.from) * orders.framesPerSecond) / 1000)]
        if (frame !== undefined) return { room: frame }
        if (playing.action === 'nearer') distance = 'near'
        if (playing.action === 'farther') distance = 'arm'
        playing = undefined
        restFrom = now
      }
      const loop = clips.calm[distance]
      const index = Math.floor(((now - restFrom) * orders.framesPerSecond) / 1000) % loop.length
      return { room: loop[index], lit: distance === 'near' ? clips.litNear[index] : undefined }
    }
  }

  /** The colour that the camera sees: what the page shows, as late as screens and cameras are. */
  function colourSeen(): (now: number) => string {
    let seen = 'none'
    let next = 'none'
    let changedAt = 0
    return (now) => {
      const shown = document.documentElement.dataset['bonafideColour'] ?? 'none'
      if (shown !== next) {
        if (now - changedAt >= LAG_MS) seen = next
        next = shown
        changedAt = now
      }
      if (now - changedAt >= LAG_MS) seen = next
      return orders.behaviour === 'obey' ? seen : 'none'
    }
  }

  /** Mixes the lit picture in the channels of a colour with the picture in the light of the room in the others. */
  function mixer() {
    const [mixed, rest] = [document.createElement('canvas'), document.createElement('canvas')]
    return (room: ImageBitmap, lit: ImageBitmap, colour: string): CanvasImageSource => {
      const masks = MASKS[colour]
      if (masks === undefined) return room
      const pen = mask(mixed, lit, masks.lit)
      mask(rest, room, masks.room)
      if (pen === null) return room
      pen.globalCompositeOperation = 'lighter'
      pen.drawImage(rest, 0, 0)
      return mixed
    }
  }

  function mask(canvas: HTMLCanvasElement, picture: ImageBitmap, colour: string): CanvasRenderingContext2D | null {
    canvas.width = picture.width
    canvas.height = picture.height
    const pen = canvas.getContext('2d')
    if (pen === null) return null
    pen.drawImage(picture, 0, 0)
    pen.globalCompositeOperation = 'multiply'
    pen.fillStyle = colour
    pen.fillRect(0, 0, canvas.width, canvas.height)
    return pen
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
