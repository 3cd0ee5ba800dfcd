import type { NativeLook } from './device-report.ts'

/** Functions that a camera's picture comes through; a browser that can film has the first three. */
const NEEDED = ['MediaDevices.getUserMedia', 'MediaStreamTrack.getSettings', 'CanvasRenderingContext2D.drawImage']
const OF_CAMERA =
  /^(?:MediaDevices|MediaStreamTrack|HTMLVideoElement|HTMLMediaElement|HTMLCanvasElement|CanvasRenderingContext2D)\./

/** Whether a function that the camera's picture comes through is not the browser's own. */
export function cameraFunctionsReplaced(looks: readonly NativeLook[]): boolean {
  const seen = new Set(looks.map(({ name }) => name))
  return NEEDED.some((name) => !seen.has(name)) || looks.some((look) => OF_CAMERA.test(look.name) && !isNative(look))
}

/** Whether something that the browser says of itself is not the browser's own. */
export function selfDescriptionReplaced(looks: readonly NativeLook[]): boolean {
  return looks.some((look) => !OF_CAMERA.test(look.name) && !isNative(look))
}

/**
 * Browsers write a built-in function as `function name() { [native code] }`, on one line or three, a getter with or
 * without `get`. A replaced one shows its source; a proxy or a bound function shows no name.
 */
function isNative({ name, text, ownText, shadowed }: NativeLook): boolean {
  const plain = name.slice(name.indexOf('.') + 1)
  const written = text.replaceAll(/\s+/g, ' ').trim()
  const expected = [plain, `get ${plain}`, `set ${plain}`].map((one) => `function ${one}() { [native code] }`)
  return !shadowed && text === ownText && expected.includes(written)
}
