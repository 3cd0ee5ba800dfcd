import type { Challenge, Decision, PageCode, Policy } from '@bonafide/engine'

/** Evidence as it was stored: encoded pictures, decoded only inside the judging process. */
export interface EncodedEvidence {
  readonly documentType?: string
  readonly pages: readonly { readonly page: PageCode; readonly bytes: Uint8Array }[]
  readonly face?: {
    readonly challenge: Challenge
    readonly frames: readonly { readonly bytes: Uint8Array; readonly atMs: number }[]
  }
  readonly referenceFace?: Uint8Array
  readonly judgedOn: string
}

export interface JudgeRequest {
  readonly productCode: string
  readonly policy: Policy
  readonly evidence: EncodedEvidence
}

/** A decision as it can be stored: pictures are JPEG bytes beside it. */
export interface JudgedDecision {
  /** The decision without its pictures. */
  readonly decision: Decision
  readonly portraitJpeg?: Uint8Array
  readonly faceJpeg?: Uint8Array
  /** The document pages as JPEG without metadata, upright. */
  readonly pageJpegs?: readonly { readonly page: PageCode; readonly jpeg: Uint8Array }[]
  /** Milliseconds by stage; for metrics and `bonafide bench`, never part of the verdict. */
  readonly stageMs: Readonly<Record<string, number>>
}

/** What one picture is worth as a reference face. */
export interface FaceInspection {
  readonly facesSeen: number
  readonly width: number
  readonly height: number
  readonly usable: boolean
}

/**
 * Judges in a process of its own, with a deadline and a memory ceiling.
 * A request whose process died or ran out of time rejects with a `JudgingFailed`; the next request finds a fresh process.
 */
export interface Judge {
  judge(request: JudgeRequest, signal?: AbortSignal): Promise<JudgedDecision>
  inspectFace(bytes: Uint8Array, signal?: AbortSignal): Promise<FaceInspection>
  close(): Promise<void>
}

export class JudgingFailed extends Error {
  /** `judging-busy`: too much is waiting already; nothing was tried. */
  readonly code: 'judging-crashed' | 'judging-timeout' | 'judging-memory' | 'judging-busy' | 'picture-unreadable'
  constructor(code: JudgingFailed['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
