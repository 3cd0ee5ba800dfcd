import type { DeviceReport } from '@bonafide/protocol'

export const USER_AGENT =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'

const NATIVES = [
  'MediaDevices.getUserMedia',
  'MediaStreamTrack.getSettings',
  'CanvasRenderingContext2D.drawImage',
  'Function.toString',
]

/** What an ordinary phone reports; written from what its browser documents, nobody's recording. */
export const PHONE: DeviceReport = {
  version: 1,
  browser: {
    userAgent: USER_AGENT,
    platform: 'Linux armv81',
    languages: ['en-GB', 'en'],
    touchPoints: 5,
    hints: { platform: 'Android', mobile: true, brands: ['Chromium 131'] },
  },
  screen: { width: 412, height: 915, pixelRatio: 2.6, outerWidth: 412, outerHeight: 785 },
  storage: { cookies: true, local: true, database: true },
  graphics: 'ANGLE (Qualcomm, Adreno (TM) 740, OpenGL ES 3.2)',
  automation: { webdriver: false, marks: [] },
  natives: NATIVES.map((name) => {
    const text = `function ${name.slice(name.indexOf('.') + 1)}() { [native code] }`
    return { name, text, ownText: text, shadowed: false }
  }),
  camera: {
    source: 'device',
    track: 'MediaStreamTrack',
    label: 'camera 1, facing front',
    listed: true,
    hasDeviceId: true,
    others: ['camera 0, facing back'],
    settings: { width: 640, height: 480, frameRate: 30, facingMode: 'user' },
    capabilities: { width: 1920, height: 1080, frameRate: 30 },
    timing: { frames: 30, meanMs: 33.4, deviationMs: 2.1, longestMs: 41 },
  },
}
