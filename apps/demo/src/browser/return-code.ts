/** The client code that came back with the redirect. It is a hint for what to show while waiting, never a verdict. */
export function returnCode(search: string): number | undefined {
  const code = Number(new URLSearchParams(search).get('code') ?? Number.NaN)
  return Number.isInteger(code) ? code : undefined
}
