import { actionAt, colourAt, ovalSizeAt, type TextKey } from '@bonafide/capture'
import type { ChallengeView, ChannelAction } from '@bonafide/protocol'
import type { IconName } from '../page/icons.ts'

/** The one thing that the person is told now. */
export interface Instruction {
  readonly action?: ChannelAction
  readonly text: TextKey
  readonly symbol: IconName
}

const SYMBOLS: Readonly<Record<ChannelAction, IconName>> = {
  'turn-left': 'left',
  'turn-right': 'right',
  'open-mouth': 'mouth',
  blink: 'eye',
  nearer: 'nearer',
  farther: 'farther',
}

export function instructionAt(challenge: ChallengeView, atMs: number): Instruction {
  const action = actionAt(challenge, atMs)
  if (action !== undefined) return { action, text: `action.${action}`, symbol: SYMBOLS[action] }
  if (colourAt(challenge, atMs) !== undefined) return { text: 'face.colours', symbol: 'light' }
  const near = ovalSizeAt(challenge, atMs) > 1
  return { text: near ? 'face.stay-near' : 'face.straight', symbol: 'straight' }
}
