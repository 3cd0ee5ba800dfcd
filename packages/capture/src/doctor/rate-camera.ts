/** What a browser says about a camera. */
export interface CameraTraits {
  readonly label: string
  /** Absent where the browser does not say, as on desktops. */
  readonly facing?: 'user' | 'environment'
}

/** Infrared and depth sensors of laptops and phones: they are listed as cameras and deliver grey or black pictures. */
const SENSOR = /\b(ir|infrared|depth|tof|hello)\b|红外/i
/** Phones list every lens; these see too wide, too near or too far for a page or a face at arm's length. */
const SPECIAL_LENS = /ultra[- ]?wide|macro|tele(photo)?\b|fisheye/i
const BACK = /\b(back|rear|environment)\b/i
const FRONT = /\b(front|user|facetime|selfie)\b/i

/** Whether a camera is plainly not the one that was asked for. */
export function isWrongCamera({ label, facing }: CameraTraits, asked: 'user' | 'environment'): boolean {
  if (SENSOR.test(label)) return true
  if (facing !== undefined) return facing !== asked
  return asked === 'user' ? BACK.test(label) && !FRONT.test(label) : false
}

/** The best of several cameras for a side, by what they are called; undefined when none is better than another. */
export function bestCamera<Camera extends CameraTraits>(
  cameras: readonly Camera[],
  asked: 'user' | 'environment',
): Camera | undefined {
  const rated = cameras.map((camera) => ({ camera, rating: ratingOf(camera, asked) }))
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (first, next) => (first === undefined || next.rating > first.rating ? next : first),
    undefined,
  )
  return best !== undefined && best.rating >= 0 ? best.camera : undefined
}

function ratingOf(camera: CameraTraits, asked: 'user' | 'environment'): number {
  if (isWrongCamera(camera, asked)) return -1
  const named = asked === 'user' ? FRONT.test(camera.label) : BACK.test(camera.label)
  return (named ? 2 : 0) + (SPECIAL_LENS.test(camera.label) ? 0 : 1)
}
