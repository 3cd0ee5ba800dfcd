import type { ApplicationView, Stage } from '../application-view.ts'
import type { Path, Screen } from './screen.ts'
import { check } from './screens/check.ts'
import { details } from './screens/details.ts'
import { inReview, opened, refused } from './screens/verdicts.ts'
import { waiting } from './screens/waiting.ts'
import { welcome } from './screens/welcome.ts'

/** Every screen by the id of its template. */
export const SCREENS = {
  welcome,
  details,
  check,
  waiting,
  opened,
  refused,
  'in-review': inReview,
} as const satisfies Record<string, Screen>

export type ScreenName = keyof typeof SCREENS

/** What lies at each address, by how far the application is. The server's stage decides, not the address. */
const STORY: Readonly<Record<Path, Readonly<Record<Stage, ScreenName>>>> = {
  '/': row('welcome', 'welcome', 'check'),
  '/details': row('details', 'details', 'details'),
  '/check': row('details', 'check', 'check'),
  '/result': row('welcome', 'check', 'waiting'),
}

/** A result is shown at every address but `/check`, where a customer who was refused tries again. */
function row(fresh: ScreenName, check: ScreenName, checking: ScreenName): Readonly<Record<Stage, ScreenName>> {
  return { new: fresh, check, checking, opened: 'opened', refused: 'refused', 'in-review': 'in-review' }
}

export function screenAt(path: string, view: ApplicationView): ScreenName {
  if (path === '/check' && view.stage === 'refused') return 'check'
  return (STORY[path as Path] ?? STORY['/'])[view.stage]
}

interface Progress {
  readonly current?: 'details' | 'check' | 'result'
  readonly back?: Path
}

export function progressOf(name: ScreenName): Progress {
  return PROGRESS[name]
}

const PROGRESS: Readonly<Record<ScreenName, Progress>> = {
  welcome: {},
  details: { current: 'details', back: '/' },
  check: { current: 'check', back: '/details' },
  waiting: { current: 'check' },
  opened: { current: 'result' },
  refused: { current: 'check' },
  'in-review': { current: 'check' },
}
