import type { ReasonKey } from '@bonafide/server-sdk'

interface AdviceTexts {
  readonly title: string
  readonly lead: string
  readonly next: readonly string[]
}

const READABLE: AdviceTexts = {
  title: 'We could not read the passport.',
  lead: 'Some of it was blurred, covered or mirrored light.',
  next: [
    'Lay it flat on a dark table.',
    'Keep all four corners in the frame.',
    'Tilt it until no light falls on the two lines of letters at the bottom.',
  ],
}

const DOCUMENT: AdviceTexts = {
  title: 'We cannot accept this document.',
  lead: 'Something about it did not fit, so we may not rely on it.',
  next: ['Use the original passport, not a copy or a screen.', 'Photograph the page that carries your picture.'],
}

const OTHER: AdviceTexts = {
  title: 'We could not open the account yet.',
  lead: 'The check did not give us what the law asks of us.',
  next: ['Try again in good light.', 'Or come to any branch with your passport.'],
}

const BY_REASON: Readonly<Partial<Record<ReasonKey, AdviceTexts>>> = {
  'face-check-failed': {
    title: 'We could not see you well enough.',
    lead: 'The camera step did not show us clearly that you were there in person.',
    next: [
      'Hold the phone at eye level, at arm’s length.',
      'Face a window or a lamp; nothing bright behind you.',
      'Follow each prompt as it appears, without hurry.',
    ],
  },
  'face-does-not-match': {
    title: 'Face and passport did not match.',
    lead: 'The face in front of the camera did not look like the picture in the passport.',
    next: ['Use your own passport.', 'Take off glasses, cap and mask.', 'Avoid light on the passport’s picture.'],
  },
  'document-expired': {
    title: 'This passport has expired.',
    lead: 'We may only open an account with a passport that is still valid.',
    next: ['Use another passport that is valid today.', 'Or come to a branch with your new one.'],
  },
  'document-unreadable': READABLE,
  'document-type-wrong': DOCUMENT,
  'document-not-accepted': DOCUMENT,
  expired: {
    title: 'That took too long.',
    lead: 'A check stays open for a while only. Nothing was decided.',
    next: ['Have your passport at hand, then start again.'],
  },
  'try-again-later': {
    title: 'That was our fault.',
    lead: 'Something failed on our side before we could decide. Nothing is held against you.',
    next: ['Please try again in a minute.'],
  },
}

/** What a customer reads when the check was not passed: what happened in plain words, and what helps. */
export function adviceFor(reason: ReasonKey | undefined): AdviceTexts {
  return (reason === undefined ? undefined : BY_REASON[reason]) ?? OTHER
}
