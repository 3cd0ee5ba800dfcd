import { readFileSync } from 'node:fs'
import { FAILURES } from '@bonafide/capture'
import { expect, it } from 'vitest'

it('docs/capture.md lists every reason of the callback with its code, and no other', () => {
  const page = readFileSync(new URL('../../../docs/capture.md', import.meta.url), 'utf8')
  const written = [...page.matchAll(/^\| `([a-z-]+)` \| (\d+) \|/gm)].map(([, reason, code]) => `${reason} ${code}`)
  const known = Object.entries(FAILURES).map(([reason, { code }]) => `${reason} ${code}`)
  expect(written.sort()).toEqual(known.sort())
})
