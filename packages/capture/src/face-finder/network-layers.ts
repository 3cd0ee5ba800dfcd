/** One block of the network: a kernel of 3 by 3 on each channel, a mixture of the channels, and a way past both. */
export interface Block {
  readonly channels: number
  /** 2 halves the map. */
  readonly stride: 1 | 2
  /** Whether what comes in is added to what goes out. */
  readonly addsInput: boolean
}

/** Blocks, and behind them a grid of places where a face may lie. */
export interface Stage {
  readonly blocks: readonly Block[]
  /** Pixels of the picture from one place of the grid to the next. */
  readonly cellPx: number
  readonly anchors: number
}

/** The first layer: a kernel of 5 by 5 on the colours, which halves the picture. */
export const STEM = { kernel: 5, colours: 3, channels: 24 } as const

/** BlazeFace for back cameras, of MediaPipe: 134,704 weights, and no size of picture of its own. */
export const STAGES: readonly Stage[] = [
  {
    blocks: [...keep(7, 24), halve(24), ...keep(7, 24), halve(48), ...keep(7, 48), halve(96), ...keep(7, 96)],
    cellPx: 16,
    anchors: 2,
  },
  { blocks: [{ channels: 96, stride: 2, addsInput: false }], cellPx: 32, anchors: 6 },
]

/** For each anchor: the centre of the box and its size, then six points of the face. */
export const NUMBERS_PER_ANCHOR = 16

export const WEIGHT_COUNT = 134_704

function keep(count: number, channels: number): readonly Block[] {
  return Array.from({ length: count }, () => ({ channels, stride: 1, addsInput: true }))
}

function halve(channels: number): Block {
  return { channels, stride: 2, addsInput: true }
}
