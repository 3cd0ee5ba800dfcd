// Written by `npm run gen`; edit the files of this folder instead.
import challengeObeyed from './challenge-obeyed.ts'
import depthOnTurn from './depth-on-turn.ts'
import livePresence from './live-presence.ts'
import oneFaceThroughout from './one-face-throughout.ts'
import portraitMatch from './portrait-match.ts'
import referenceMatch from './reference-match.ts'

export const entries = [challengeObeyed, depthOnTurn, livePresence, oneFaceThroughout, portraitMatch, referenceMatch] as const
