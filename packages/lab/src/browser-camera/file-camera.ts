/**
 * Frames as a file for Chromium's `--use-file-for-fake-video-capture`: motion JPEG is one picture after the other.
 * Chromium plays it at 30 frames a second, over and over; give it a name that ends in `.mjpeg`.
 */
export function fileCamera(frames: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(frames))
}
