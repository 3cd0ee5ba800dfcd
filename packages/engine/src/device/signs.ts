import type { CameraLook, DeviceReport, StartClaims, StepReport } from './device-report.ts'
import { cameraFunctionsReplaced, selfDescriptionReplaced } from './native-looks.ts'
import { beganElsewhere, isDrawnElsewhere, isEmulatedPhone, namesTwoSystems } from './systems.ts'
import type { Threat } from './threats.ts'
import { isVirtualCamera } from './virtual-cameras.ts'

interface Sign {
  readonly threat: Threat
  /** Whether the report shows it. */
  seen(report: DeviceReport, step: StepReport, claims: StartClaims): boolean
}

/** Search engines and previews that name themselves; the word "bot" alone is in the names of phones. */
const CRAWLERS =
  /(?:Google|bing|Yandex|Petal|Duck|Apple|Ahrefs|Semrush)bot|DuckDuckBot|Baiduspider|facebookexternalhit|Slurp/i

/** What a report can show, one row for each sign; docs/safe-mode.md says what each rests on and what it cannot see. */
export const SIGNS: readonly Sign[] = [
  { threat: 'camera-virtual', seen: ({ camera }) => camera !== undefined && isUnreal(camera) },
  { threat: 'camera-virtual-at-hand', seen: ({ camera }) => camera?.others.some(isVirtualCamera) === true },
  { threat: 'camera-functions-replaced', seen: ({ natives }) => cameraFunctionsReplaced(natives) },
  { threat: 'browser-altered', seen: ({ natives }) => selfDescriptionReplaced(natives) },
  { threat: 'browser-altered', seen: ({ browser }) => namesTwoSystems(browser) },
  {
    threat: 'browser-altered',
    seen: ({ browser }, { requestUserAgent }) =>
      requestUserAgent !== undefined && requestUserAgent !== browser.userAgent,
  },
  // A page that took frames knows its camera: a report without one is not that of the page.
  { threat: 'browser-altered', seen: ({ camera }, { needsCamera }) => needsCamera && camera === undefined },
  { threat: 'browser-emulated', seen: ({ browser }) => isEmulatedPhone(browser) },
  { threat: 'cloud-phone', seen: isDrawnElsewhere },
  { threat: 'automated', seen: isAutomated },
  { threat: 'crawler', seen: ({ browser }) => CRAWLERS.test(browser.userAgent) },
  { threat: 'cookies-off', seen: ({ storage }) => !storage.cookies },
  { threat: 'begun-elsewhere', seen: ({ browser }, _step, claims) => beganElsewhere(claims, browser) },
]

/** Tracks of a canvas or a generator have another class; a camera's own has a name, an id, and is on the list. */
function isUnreal({ source, track, label, listed, hasDeviceId }: CameraLook): boolean {
  const isDevice = source === 'device' && track === 'MediaStreamTrack' && hasDeviceId && listed && label !== ''
  return !isDevice || isVirtualCamera(label)
}

function isAutomated({ automation, browser, screen }: DeviceReport): boolean {
  if (automation.webdriver || automation.marks.length > 0) return true
  return /Headless/.test(browser.userAgent) || (screen.outerWidth === 0 && screen.outerHeight === 0)
}
