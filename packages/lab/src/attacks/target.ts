import type { Challenge, Frame, ObservedFace, Picture } from '@bonafide/engine'
import type { Develop } from '../camera/camera-look.ts'
import type { Circumstances } from '../camera/circumstances.ts'
import type { ScreenLight } from '../puppet/screen-light.ts'

/** The person whom an attack passes for, as far as an attacker has footage, and the capture that is attacked. */
export interface Target {
  readonly challenge: Challenge
  /** When the frames of the capture are taken. */
  readonly times: readonly number[]
  readonly circumstances: Circumstances
  /** The colours of the page, as light on a face at arm's length. */
  readonly screen: (atMs: number) => ScreenLight
  /** The camera before which the attack is held. */
  readonly develop: Develop
  /** The person at rest, by the light of the room. */
  readonly still: Picture
  readonly face: ObservedFace
  /** The person doing what is asked, by the light of the room. */
  obeying(atMs: number): Picture
  /** The person looking straight ahead at the same places as on the still; only lids and lips do what is asked. */
  lookingOut(atMs: number): Picture
  /** The capture of the living person, with everything that it holds. */
  captured(): readonly Frame[]
  /** The capture of somebody else answering the same challenge. */
  readonly stranger?: () => readonly Frame[]
}
