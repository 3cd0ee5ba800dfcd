/** The client code that came back with the redirect. It is a hint for what to show while waiting, never a verdict. */
export function returnCode(search: string): number | undefined {
  const code = new URLSearchParams(search).get('code') ?? ''
  return /^\d{4}$/.test(code) ? Number(code) : undefined
}
