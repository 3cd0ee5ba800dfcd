/**
 * What the server asks a face to do. Left and right are the person's own:
 * a turn to their left moves the nose to the right of the unmirrored picture.
 */
export type ChallengeAction = 'turn-left' | 'turn-right' | 'open-mouth' | 'blink' | 'nod' | 'nearer' | 'farther'

/** One action and the window in which it has to happen, in milliseconds since the first frame. */
export interface ChallengeStep {
  readonly action: ChallengeAction
  readonly startMs: number
  readonly endMs: number
}

/** A colour that the whole screen takes; `dark` is black. */
export type FlashColour = 'red' | 'green' | 'blue' | 'cyan' | 'magenta' | 'yellow' | 'white' | 'dark'

/** One colour and when the screen shows it, in milliseconds since the first frame. */
export interface ChallengeFlash {
  readonly colour: FlashColour
  readonly startMs: number
  readonly endMs: number
}

/** Drawn by the server for one attempt; steps are in order and do not overlap, and neither do flashes. */
export interface Challenge {
  readonly id: string
  readonly steps: readonly ChallengeStep[]
  /** Empty where no colours are asked for. No action is asked for while the screen flashes. */
  readonly flashes: readonly ChallengeFlash[]
  /** Length of the whole capture, neutral lead-in and tail included. */
  readonly totalMs: number
}
