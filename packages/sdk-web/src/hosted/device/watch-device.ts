import type { DeviceReport } from '@bonafide/protocol'
import type { CameraKeeper } from '../camera/camera.ts'
import { lookAtAutomation } from './look-at-automation.ts'
import { lookAtBrowser } from './look-at-browser.ts'
import { type CameraLook, lookAtCamera } from './look-at-camera.ts'
import { lookAtNatives } from './look-at-natives.ts'

/** Watches what evidence is taken with, and reports it. It judges nothing. */
export interface DeviceWatch {
  /** The same cameras, under observation. */
  readonly cameras: CameraKeeper
  /** What there is to say now; the camera is the one that was opened since the last report. */
  readonly report: () => Promise<DeviceReport>
}

export function watchDevice(cameras: CameraKeeper): DeviceWatch {
  let seen: { readonly stream: MediaStream; readonly look: CameraLook } | undefined

  async function open(...asked: Parameters<CameraKeeper['open']>): ReturnType<CameraKeeper['open']> {
    const opened = await cameras.open(...asked)
    if (seen?.stream !== opened.stream) {
      seen?.look.stop()
      seen = { stream: opened.stream, look: lookAtCamera(opened.stream, opened.source) }
    }
    return opened
  }

  async function report(): Promise<DeviceReport> {
    const camera = await seen?.look.report()
    return {
      version: 1,
      ...lookAtBrowser(),
      automation: lookAtAutomation(),
      natives: lookAtNatives(),
      ...(camera === undefined ? {} : { camera }),
    }
  }

  return {
    cameras: {
      ...cameras,
      open,
      close() {
        seen?.look.stop()
        cameras.close()
      },
    },
    report,
  }
}
