/** Where a line of sight meets a sheet. Written over for each pixel, so that none is made anew. */
export interface Meeting {
  /** Place on the sheet as it would lie flat, and the normal there; pixels of the frame at rest. */
  along: number
  down: number
  normalX: number
  normalZ: number
  /** How far along the line of sight. */
  distance: number
}

/** Lines of sight in the sheet's own space: x to the right, y down, z towards the camera; the sheet touches the origin. */
export interface Sight {
  x: number
  y: number
  z: number
  dx: number
  dy: number
  dz: number
}

/** A sheet that bends about its upright axis, if at all. Answers whether the line of sight meets it. */
export type SheetShape = (sight: Sight, at: Meeting) => boolean

export const flat: SheetShape = ({ x, y, z, dx, dy, dz }, at) => {
  const t = -z / dz
  at.along = x + t * dx
  at.down = y + t * dy
  at.normalX = 0
  at.normalZ = 1
  at.distance = t
  return t > 0
}

/** A sheet curls no further than this to either side, however large it is: about 69 degrees. */
const MOST_CURL_RAD = 1.2

/** Part of a cylinder. A positive radius bulges towards the camera, a negative one away from it. */
export function cylinder(radius: number): SheetShape {
  const bulges = radius > 0
  const r = Math.abs(radius)
  return ({ x, y, z, dx, dy, dz }, at) => {
    const fromAxis = z + radius
    const a = dx * dx + dz * dz
    const b = x * dx + fromAxis * dz
    const inside = b * b - a * (x * x + fromAxis * fromAxis - r * r)
    if (inside < 0) return false
    // The near side of a sheet that bulges towards us; of a hollow one the far side, its near side does not exist.
    const t = (-b + (bulges ? -1 : 1) * Math.sqrt(inside)) / a
    const [sin, cos] = [(x + t * dx) / r, (fromAxis + t * dz) / radius]
    const angle = Math.atan2(sin, cos)
    at.along = r * angle
    at.down = y + t * dy
    at.normalX = bulges ? sin : -sin
    at.normalZ = cos
    at.distance = t
    return t > 0 && Math.abs(angle) <= MOST_CURL_RAD
  }
}

/** Radius of the cylinder whose arc over `width` rises by `sagitta`. */
export function radiusOf(sagitta: number, width: number): number {
  return width ** 2 / (8 * sagitta) + sagitta / 2
}

/** A sheet folded once, its edge towards the camera; each half leans back by the angle. */
export function fold(leanRad: number): SheetShape {
  const [sin, cos] = [Math.sin(leanRad), Math.cos(leanRad)]
  return ({ x, y, z, dx, dy, dz }, at) => {
    let nearest = Number.POSITIVE_INFINITY
    for (const side of [-1, 1]) {
      const t = -(side * sin * x + cos * z) / (side * sin * dx + cos * dz)
      const across = x + t * dx
      if (t <= 0 || t >= nearest || across * side < 0) continue
      nearest = t
      at.along = across / cos
      at.down = y + t * dy
      at.normalX = side * sin
      at.normalZ = cos
      at.distance = t
    }
    return Number.isFinite(nearest)
  }
}
