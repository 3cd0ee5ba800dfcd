import type { UpstreamAnswer } from '../ports/upstream.ts'

/** The other service refused a call that it answers: its own words go to the caller, as they came. */
export class UpstreamRefusal extends Error {
  readonly code = 'upstream-refusal'
  readonly answer: UpstreamAnswer
  constructor(answer: UpstreamAnswer) {
    super('The other service refused')
    this.answer = answer
  }
}
