/** Calls back for every new camera picture with its capture time on the page's clock; the answer stops it. */
export function watchFrames(video: HTMLVideoElement, onFrame: (captureMs: number) => void): () => void {
  let stopped = false
  if (typeof video.requestVideoFrameCallback === 'function') {
    const again: VideoFrameRequestCallback = (now, metadata) => {
      if (stopped) return
      video.requestVideoFrameCallback(again)
      onFrame(believable(metadata.captureTime, now) ?? now)
    }
    video.requestVideoFrameCallback(again)
  } else {
    let shown = -1
    const again = (now: number): void => {
      if (stopped) return
      requestAnimationFrame(again)
      if (video.currentTime === shown || video.readyState < 2) return
      shown = video.currentTime
      onFrame(now)
    }
    requestAnimationFrame(again)
  }
  return () => {
    stopped = true
  }
}

/** Some sources report capture times of another clock; a live picture is never seconds old. */
function believable(captureMs: number | undefined, now: number): number | undefined {
  return captureMs !== undefined && Math.abs(now - captureMs) < 2_000 ? captureMs : undefined
}
