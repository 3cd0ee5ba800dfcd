// Written by `npm run gen`; edit the files of this folder instead.
import captureIntegrity from './capture-integrity.ts'
import challengeObeyed from './challenge-obeyed.ts'
import depthOnTurn from './depth-on-turn.ts'
import documentNotExpired from './document-not-expired.ts'
import documentNumber from './document-number.ts'
import documentRead from './document-read.ts'
import documentType from './document-type.ts'
import livePresence from './live-presence.ts'
import mrzCheckDigits from './mrz-check-digits.ts'
import namesProtected from './names-protected.ts'
import oneFaceThroughout from './one-face-throughout.ts'
import passiveNetwork from './passive-network.ts'
import portraitMatch from './portrait-match.ts'
import referenceMatch from './reference-match.ts'
import screenLight from './screen-light.ts'
import screenPattern from './screen-pattern.ts'

export const entries = [captureIntegrity, challengeObeyed, depthOnTurn, documentNotExpired, documentNumber, documentRead, documentType, livePresence, mrzCheckDigits, namesProtected, oneFaceThroughout, passiveNetwork, portraitMatch, referenceMatch, screenLight, screenPattern] as const
