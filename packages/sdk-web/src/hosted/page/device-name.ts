const PLACE = 'bonafide-device'
const NAME = /^[A-Za-z0-9_-]{16,64}$/

/** A random name that this browser keeps for itself; undefined where it keeps nothing. It says nothing about anybody. */
export function deviceName(): string | undefined {
  try {
    const kept = localStorage.getItem(PLACE)
    if (kept !== null && NAME.test(kept)) return kept
    const name = crypto.randomUUID()
    localStorage.setItem(PLACE, name)
    return name
  } catch {
    return undefined
  }
}
