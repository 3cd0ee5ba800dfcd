import type { CameraLook, DeviceReport, NativeLook } from '@bonafide/engine'

/** What the SDK looks at in a browser, in its order. */
export const NATIVE_NAMES: readonly string[] = [
  'MediaDevices.getUserMedia',
  'MediaDevices.enumerateDevices',
  'MediaStreamTrack.getSettings',
  'MediaStreamTrack.label',
  'HTMLMediaElement.srcObject',
  'HTMLVideoElement.requestVideoFrameCallback',
  'HTMLCanvasElement.toBlob',
  'CanvasRenderingContext2D.drawImage',
  'Function.toString',
  'Navigator.userAgent',
  'Navigator.platform',
  'Navigator.webdriver',
]
const GETTERS = ['label', 'srcObject', 'userAgent', 'platform', 'webdriver']

/** V8 writes built-in functions on one line and getters with `get`. */
const v8: Write = (name, isGetter) => `function ${isGetter ? 'get ' : ''}${name}() { [native code] }`
/** SpiderMonkey and JavaScriptCore write them on three lines, getters without a word. */
const others: Write = (name) => `function ${name}() {\n    [native code]\n}`

type Write = (name: string, isGetter: boolean) => string

/**
 * Reports as ordinary browsers would make them, composed from what browsers document of themselves (user agents, platforms,
 * names of cameras, the text of built-in functions) and not recorded.
 */
export const ORDINARY_BROWSERS = {
  'Chrome on Android': report({
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
    platform: 'Linux armv81',
    touchPoints: 5,
    hints: { platform: 'Android', mobile: true },
    graphics: 'ANGLE (Qualcomm, Adreno (TM) 740, OpenGL ES 3.2)',
    camera: { label: 'camera 1, facing front', others: ['camera 0, facing back', 'camera 2, facing back'] },
    write: v8,
  }),
  'Samsung Internet': report({
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
    platform: 'Linux armv81',
    touchPoints: 5,
    hints: { platform: 'Android', mobile: true },
    graphics: 'ANGLE (ARM, Mali-G78, OpenGL ES 3.2)',
    camera: { label: 'camera2 1, facing front', others: ['camera2 0, facing back'] },
    write: v8,
  }),
  'an Android WebView': report({
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.81 Mobile Safari/537.36',
    platform: 'Linux armv8l',
    touchPoints: 5,
    hints: { platform: 'Android', mobile: true },
    graphics: 'Mali-G68',
    camera: { label: 'camera2 1, facing front', others: ['camera2 0, facing back'] },
    write: v8,
  }),
  'Firefox on Android': report({
    userAgent: 'Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0',
    platform: 'Linux aarch64',
    touchPoints: 5,
    graphics: 'Adreno (TM) 650, or similar',
    camera: {
      label: 'Facing front:1',
      others: ['Facing back:0'],
    },
    write: others,
  }),
  'Safari on an iPhone': report({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    platform: 'iPhone',
    touchPoints: 5,
    graphics: 'Apple GPU',
    camera: { label: 'Front Camera', others: ['Back Camera', 'Back Ultra Wide Camera'] },
    write: others,
  }),
  'an iPhone in German, in an app': report({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    platform: 'iPhone',
    touchPoints: 5,
    graphics: 'Apple GPU',
    camera: { label: 'Frontkamera', others: ['Rückkamera', 'Rückseitige Dual-Weitwinkelkamera'] },
    write: others,
  }),
  'Safari on an iPad, as a desktop': report({
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    platform: 'MacIntel',
    touchPoints: 5,
    graphics: 'Apple GPU',
    camera: { label: 'Front Camera', others: ['Back Camera'] },
    write: others,
  }),
  'Chrome on an iPhone': report({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1',
    platform: 'iPhone',
    touchPoints: 5,
    graphics: 'Apple GPU',
    camera: { label: 'Front Camera', others: ['Back Triple Camera', 'Back Telephoto Camera'] },
    write: others,
  }),
  'a shop’s app on Android, with words of its own': report({
    userAgent:
      'Mozilla/5.0 (Linux; Android 13; CPH2451 Build/TP1A.220905.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.107 Mobile Safari/537.36 ShopApp/7.41 (Lang/pt)',
    platform: 'Linux armv8l',
    touchPoints: 10,
    hints: { platform: 'Android', mobile: true },
    graphics: 'PowerVR Rogue GE8320',
    camera: { label: 'camera2 1, facing front', others: ['camera2 0, facing back'] },
    write: v8,
  }),
  'Edge on Android': report({
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 EdgA/131.0.0.0',
    platform: 'Linux armv81',
    touchPoints: 5,
    hints: { platform: 'Android', mobile: true },
    graphics: 'ANGLE (Samsung Xclipse 920, Vulkan 1.3.224)',
    camera: { label: 'camera 1, facing front', others: ['camera 0, facing back'] },
    write: v8,
  }),
  'Safari on a Mac': report({
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    platform: 'MacIntel',
    touchPoints: 0,
    graphics: 'Apple GPU',
    camera: { label: 'FaceTime HD Camera', others: ['iPhone Camera'] },
    write: others,
  }),
  'Chrome on Windows': report({
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    platform: 'Win32',
    touchPoints: 10,
    hints: { platform: 'Windows', mobile: false },
    graphics: 'ANGLE (Intel, Intel(R) Iris(R) Xe Graphics (0x000046A6) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    camera: { label: 'Integrated Camera (5986:2137)', others: [] },
    write: v8,
  }),
  'Edge on Windows, with a webcam': report({
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    platform: 'Win32',
    touchPoints: 0,
    hints: { platform: 'Windows', mobile: false },
    graphics: 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    camera: { label: 'HD Pro Webcam C920 (046d:08e5)', others: ['Integrated Webcam (0bda:5570)'] },
    write: v8,
  }),
  'Firefox on Windows': report({
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0',
    platform: 'Win32',
    touchPoints: 0,
    graphics: 'ANGLE (Intel, Intel(R) HD Graphics Direct3D11 vs_5_0 ps_5_0), or similar',
    camera: { label: 'Integrated Camera', others: [] },
    write: others,
  }),
  'Chrome on a Chromebook': report({
    userAgent:
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    platform: 'Linux x86_64',
    touchPoints: 10,
    hints: { platform: 'Chrome OS', mobile: false },
    graphics: 'ANGLE (Intel, Mesa Intel(R) UHD Graphics 600 (GLK 2), OpenGL ES 3.2)',
    camera: { label: 'USB2.0 HD UVC WebCam (13d3:5463)', others: [] },
    write: v8,
  }),
  'Chrome on Linux': report({
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    platform: 'Linux x86_64',
    touchPoints: 0,
    hints: { platform: 'Linux', mobile: false },
    graphics: 'ANGLE (AMD, AMD Radeon Graphics (radeonsi), OpenGL 4.6)',
    camera: { label: 'Integrated_Webcam_HD: Integrate (0c45:6a10)', others: [] },
    write: v8,
  }),
} as const satisfies Readonly<Record<string, DeviceReport>>

interface Browser {
  readonly userAgent: string
  readonly platform: string
  readonly touchPoints: number
  readonly hints?: { readonly platform: string; readonly mobile: boolean }
  readonly graphics: string
  readonly camera: Pick<CameraLook, 'label' | 'others'>
  readonly write: Write
}

function report({ userAgent, platform, touchPoints, hints, graphics, camera, write }: Browser): DeviceReport {
  return {
    browser: { userAgent, platform, touchPoints, ...(hints === undefined ? {} : { hints }) },
    screen: { outerWidth: 412, outerHeight: 915 },
    storage: { cookies: true },
    graphics,
    automation: { webdriver: false, marks: [] },
    natives: NATIVE_NAMES.map((name): NativeLook => {
      const plain = name.slice(name.indexOf('.') + 1)
      const text = write(plain, GETTERS.includes(plain))
      return { name, text, ownText: text, shadowed: false }
    }),
    camera: { source: 'device', track: 'MediaStreamTrack', listed: true, hasDeviceId: true, ...camera },
  }
}
