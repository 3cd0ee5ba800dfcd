import type { ChallengeAction } from './challenge.ts'

/** What a challenge is made of: actions of the face, and the colours of the screen. */
export type ChallengePart = ChallengeAction | 'colours'

/** What whoever started the verification wants asked; `drawChallenge` adds what every challenge needs. */
export interface ChallengeWish {
  readonly parts: readonly ChallengePart[]
  /**
   * - `ours`: the parts take the places that suit the checks, and what shows in mouth or eyes a random one
   * - `given`: one after the other as they are listed
   * - `drawn`: in random order
   */
  readonly order: 'ours' | 'given' | 'drawn'
  /** With `drawn`: so many of the parts are asked, drawn from all; every one where absent. */
  readonly count?: number
}

/** Where nobody wants anything in particular. */
export const USUAL_WISH: ChallengeWish = { parts: [], order: 'ours' }
