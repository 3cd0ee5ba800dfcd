import type { Point } from '@bonafide/engine'
import { type EyePoints, LEFT_EYE, RIGHT_EYE } from '../../puppet/landmarks.ts'
import { CAMERA_DISTANCE } from '../../puppet/pose-model.ts'
import type { Seeded } from '../../random.ts'
import type { Target } from '../target.ts'
import { cutMask, cutThrough } from './cut.ts'
import { faceWidthOn, type SheetMake } from './present-sheet.ts'
import { printMake } from './print-make.ts'

/** A sheet worn on the face turns about the neck. */
const PIVOT = 0.55

/** Outer edges of the lips, once around. */
const LIPS = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146] as const

/** How far the middle of an open mouth lies below the closed one, in half heights of the lips. */
const MOUTH_DROP = 0.8

export type Hole = 'eyes' | 'mouth'

/** A print with holes, worn on the face: what lies behind them lives, a finger's breadth further away. */
export function cutPrint(target: Target, holes: readonly Hole[], random: Seeded): SheetMake {
  const make = printMake(random)
  // 0.05 to 0.16 face widths: 7 to 22 mm between paper and eye.
  const gap = random.between(0.05, 0.16)
  const size = random.between(1.35, 1.8)
  const edge = random.between(0.05, 0.6)
  const outlines = holes.flatMap((hole) => OUTLINES[hole](target, size))
  const faceWidth = faceWidthOn(target) * make.scale
  const geometry = { gapPx: gap * faceWidth, cameraPx: CAMERA_DISTANCE * faceWidth, scale: make.scale, edge }
  const mask = cutMask(target.still, outlines, geometry.gapPx / make.scale)
  return {
    ...make,
    hold: { turns: 1, nears: true, pivot: PIVOT },
    cut: (atMs) => cutThrough(mask, { ...geometry, behind: target.lookingOut(atMs) }),
    drawn: { ...make.drawn, gap, size, edge },
  }
}

const OUTLINES: Readonly<Record<Hole, (target: Target, size: number) => readonly (readonly Point[])[]>> = {
  eyes: (target, size) => [RIGHT_EYE, LEFT_EYE].map((eye) => grown(outlineOf(target, eye), size, size * 1.25)),
  mouth: (target, size) => {
    const lips = LIPS.map((index) => meshPoint(target, index))
    const [across, down] = [spread(lips.map(({ x }) => x)), spread(lips.map(({ y }) => y))]
    const middle = { x: across.middle, y: down.middle + down.half * MOUTH_DROP }
    const radius = { x: (across.half * (1 + size)) / 2, y: down.half * (size + MOUTH_DROP) }
    return [
      Array.from({ length: 28 }, (_, corner) => {
        const angle = (2 * Math.PI * corner) / 28
        return { x: middle.x + radius.x * Math.cos(angle), y: middle.y + radius.y * Math.sin(angle) }
      }),
    ]
  },
}

function spread(values: readonly number[]): { readonly middle: number; readonly half: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return { middle: (least + most) / 2, half: (most - least) / 2 }
}

function outlineOf(target: Target, { outer, upper, inner, lower }: EyePoints): readonly Point[] {
  return [outer, ...upper, inner, ...[...lower].reverse()].map((index) => meshPoint(target, index))
}

function grown(outline: readonly Point[], across: number, down: number): readonly Point[] {
  const middle = middleOf(outline)
  return outline.map(({ x, y }) => ({ x: middle.x + (x - middle.x) * across, y: middle.y + (y - middle.y) * down }))
}

function middleOf(outline: readonly Point[]): Point {
  const sum = outline.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 })
  return { x: sum.x / outline.length, y: sum.y / outline.length }
}

function meshPoint({ face }: Target, index: number): Point {
  return { x: face.mesh[index * 3] ?? 0, y: face.mesh[index * 3 + 1] ?? 0 }
}
