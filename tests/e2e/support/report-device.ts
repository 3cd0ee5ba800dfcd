import type { DeviceReport } from '@bonafide/protocol'
import { createCameraKeeper } from '../../../packages/sdk-web/src/hosted/camera/camera.ts'
import { watchDevice } from '../../../packages/sdk-web/src/hosted/device/watch-device.ts'

declare global {
  interface Window {
    reportDevice: (bringsCanvas: boolean) => Promise<DeviceReport>
  }
}

/** In the page: a camera runs for as long as its first pictures take, then the browser reports. */
window.reportDevice = async (bringsCanvas) => {
  const canvas = document.createElement('canvas')
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
  const { cameras, report } = watchDevice(createCameraKeeper(() => (bringsCanvas ? () => canvas : undefined)))
  await cameras.open('user')
  await new Promise((resolve) => setTimeout(resolve, 400))
  const reported = await report()
  cameras.close()
  return reported
}
