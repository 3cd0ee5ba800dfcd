import { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createUnderWay } from './under-way.ts'

it('holds exactly the answers that came and did not leave, in places that are used again', () => {
  const comings = fc.array(fc.oneof(fc.constant('comes' as const), fc.nat()), { maxLength: 60 })
  fc.assert(
    fc.property(comings, (events) => {
      const underWay = createUnderWay()
      const open: { answer: ServerResponse; leave: () => void }[] = []
      for (const event of events) {
        if (event === 'comes') {
          const answer = Object.create(ServerResponse.prototype) as ServerResponse
          open.push({ answer, leave: underWay.add(answer) })
        } else {
          const [gone] = open.splice(event % (open.length + 1), 1)
          gone?.leave()
        }
        expect(underWay.size).toBe(open.length)
        expect([...underWay].filter((held) => !open.some(({ answer }) => answer === held))).toEqual([])
      }
    }),
  )
})
