/** Keeps the screen from dimming while a step needs its light; where the browser cannot, nothing happens. The answer ends it. */
export function stayAwake(): () => void {
  let ended = false
  let held: WakeLockSentinel | undefined
  const release = (): void => {
    held?.release().catch(() => {})
  }
  // Refused with a low battery or in a hidden page, and absent in older browsers: the step works without it.
  if ('wakeLock' in navigator) {
    navigator.wakeLock.request('screen').then(
      (lock) => {
        held = lock
        if (ended) release()
      },
      () => {},
    )
  }
  return () => {
    ended = true
    release()
  }
}
