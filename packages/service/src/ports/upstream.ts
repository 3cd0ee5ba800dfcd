/** A call as it is passed on: the parameters that it came with, by the names of the wire. */
export interface UpstreamCall {
  readonly action: string
  readonly params: ReadonlyMap<string, string>
}

/** What the other service answered, success or refusal. */
export interface UpstreamAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** Another service of the same API, which shadow mode compares with. */
export interface Upstream {
  /** Rejects with `SourceUnavailable` when it does not answer in time, answers 5xx or no JSON object. */
  call(call: UpstreamCall): Promise<UpstreamAnswer>
}
