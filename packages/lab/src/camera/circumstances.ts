import type { Seeded } from '../random.ts'
import { type CameraLook, drawLook, USUAL_LOOK } from './camera-look.ts'

/** What surrounds a capture and is nobody's doing: light, distance, unrest, and the camera. */
export interface Circumstances {
  /**
   * What a colour of the screen adds to its channel on a face at arm's length, where 1 is the light of the room. A phone
   * in a dim room: 0.3; a lit room: 0.1; a bright office: 0.03.
   */
  readonly flashStrength: number
  /** From the page's order to the picture that shows it. */
  readonly lagMs: number
  /** Share of the screen's light that reaches what stands behind the person. */
  readonly wallShare: number
  /** How the person stands before the first prompt: 1 fills two fifths of the frame's height. */
  readonly restZoom: number
  readonly restYawRad: number
  readonly restPitchRad: number
  /** 1 is a calm person. */
  readonly unrest: number
  /** How far the picture wanders because a hand holds the phone, in frame pixels. */
  readonly shakePx: number
  readonly look: CameraLook
}

const LAG_MS = { least: 40, most: 160 } as const

/** A quiet person in a dim room before a plain camera. */
export function usualCircumstances(random: Seeded): Circumstances {
  return {
    flashStrength: 0.3,
    lagMs: random.between(LAG_MS.least, LAG_MS.most),
    wallShare: 0.1,
    restZoom: 1,
    restYawRad: 0,
    restPitchRad: 0,
    unrest: 1,
    shakePx: 0,
    look: USUAL_LOOK,
  }
}

/** Anything between good and awkward. The ranges are guesses at what phones and rooms do; no footage stands behind them. */
export function drawCircumstances(random: Seeded): Circumstances {
  return {
    flashStrength: Math.exp(random.between(Math.log(0.1), Math.log(0.6))),
    lagMs: random.between(LAG_MS.least, LAG_MS.most),
    wallShare: random.between(0.02, 0.25),
    restZoom: random.between(0.8, 1.02),
    restYawRad: random.between(-0.07, 0.07),
    restPitchRad: random.between(-0.06, 0.1),
    unrest: random.between(0.7, 1.8),
    shakePx: random.between(0, 4),
    look: drawLook(random),
  }
}
