/**
 * Names under which programs offer a camera that is none, as they show themselves to browsers by default. Programs that
 * pass on the camera of a phone are among them: what they pass on can be a clip as well. Whoever renames such a camera is
 * not found here.
 */
const NAMES: readonly RegExp[] = [
  /\bvirtual\b/i,
  /\bfake[_ ]device/i,
  // Firefox's own fake camera (recorded with ESR 153), and that of WebKit.
  /^Default Video Device$/,
  /^Mock video device/i,
  // Chromium names a camera that plays a file by the path of the file.
  /^(?:\/|[A-Za-z]:\\|\\\\)|\.(?:y4m|mjpeg)$/i,
  /\bOBS\b|OBS-Camera/i,
  /ManyCam/i,
  /SplitCam/i,
  /XSplit/i,
  /Snap Camera/i,
  /\bvcam\b/i,
  /e2eSoft/i,
  /AlterCam/i,
  /SparkoCam/i,
  /WebcamMax/i,
  /YouCam/i,
  /FaceRig|Animaze/i,
  /VTubeStudioCam/i,
  /Avatarify/i,
  /Unity Video Capture/i,
  /vMix Video/i,
  /NewTek NDI|NDI Webcam/i,
  /Dummy video device/i,
  /v4l2loopback/i,
  /NVIDIA Broadcast/i,
  /mmhmm/i,
  /\bCamo\b/i,
  /EpocCam/i,
  /DroidCam/i,
  /\biVCam\b/i,
  /Iriun/i,
]

export function isVirtualCamera(label: string): boolean {
  return NAMES.some((name) => name.test(label))
}
