import type { Advice } from '../application-view.ts'

interface AdviceTexts {
  readonly title: string
  readonly lead: string
  readonly next: readonly string[]
}

/** What a customer reads when the check was not passed: what happened in plain words, and what helps. */
export const ADVICE: Readonly<Record<Advice, AdviceTexts>> = {
  face: {
    title: 'We could not see you well enough.',
    lead: 'The camera step did not show us clearly that you were there in person.',
    next: [
      'Hold the phone at eye level, at arm’s length.',
      'Face a window or a lamp; nothing bright behind you.',
      'Follow each prompt as it appears, without hurry.',
    ],
  },
  match: {
    title: 'Face and passport did not match.',
    lead: 'The face in front of the camera did not look like the picture in the passport.',
    next: ['Use your own passport.', 'Take off glasses, cap and mask.', 'Avoid glare on the passport’s picture.'],
  },
  expired: {
    title: 'This passport has expired.',
    lead: 'We may only open an account with a passport that is still valid.',
    next: ['Use another passport that is valid today.', 'Or come to a branch with your new one.'],
  },
  unreadable: {
    title: 'We could not read the passport.',
    lead: 'Some of its lines were blurred, covered or did not add up.',
    next: [
      'Lay it flat on a dark table.',
      'Keep all four corners in the frame.',
      'Tilt it until no light is mirrored on the two lines of letters at the bottom.',
    ],
  },
  document: {
    title: 'We cannot accept this document.',
    lead: 'It is not a kind of document that we can check here.',
    next: ['Use the passport page that carries your picture, the original itself.', 'Or bring it to any branch.'],
  },
  ours: {
    title: 'That was our fault.',
    lead: 'Something failed on our side before we could decide. Nothing is held against you.',
    next: ['Please try again in a minute.'],
  },
  other: {
    title: 'We could not open the account yet.',
    lead: 'The check did not give us what the law asks of us.',
    next: ['Try again in good light.', 'Or come to any branch with your passport.'],
  },
}
