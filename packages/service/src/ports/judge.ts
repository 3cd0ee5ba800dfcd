import type {
  CalibrationPoint,
  Challenge,
  Decision,
  DeviceEvidence,
  DocumentDemands,
  DocumentReading,
  EstimatedAttributes,
  EvidenceKind,
  FaceQuality,
  Finding,
  PageCode,
  PictureLook,
  Policy,
} from '@bonafide/engine'

/** Evidence as it was stored: encoded pictures, decoded only inside the judging process. */
export interface EncodedEvidence {
  readonly documentType?: string
  readonly documentDemands?: DocumentDemands
  readonly pages: readonly { readonly page: PageCode; readonly bytes: Uint8Array }[]
  /** What was read from these pages while the person waited. */
  readonly reading?: DocumentRead
  readonly face?: {
    readonly challenge: Challenge
    readonly frames: readonly { readonly bytes: Uint8Array; readonly atMs: number }[]
  }
  readonly referenceFace?: Uint8Array
  readonly attributesAsked?: boolean
  readonly device?: DeviceEvidence
  readonly judgedOn: string
}

export interface JudgeRequest {
  readonly productCode: string
  readonly policy: Policy
  /** Evidence that this verification was asked for without. */
  readonly without?: readonly EvidenceKind[]
  readonly evidence: EncodedEvidence
}

/** A decision as it can be stored: pictures are JPEG bytes beside it. */
export interface JudgedDecision {
  /** The decision without its pictures. */
  readonly decision: Decision
  /** Of the live face, where the product looks for it in face groups. */
  readonly template?: ModelTemplate
  readonly portraitJpeg?: Uint8Array
  readonly faceJpeg?: Uint8Array
  /** The document pages as JPEG without metadata, upright. */
  readonly pageJpegs?: readonly { readonly page: PageCode; readonly jpeg: Uint8Array }[]
  /** What pages and frames are recognised by, where they are to be. */
  readonly media?: readonly SeenMedia[]
  /** Milliseconds by stage; for metrics and `bonafide bench`, never part of the verdict. */
  readonly stageMs: Readonly<Record<string, number>>
  /** Processor time that it took, where it was judged in a process of its own. */
  readonly cpuMs?: number
  /** The most that this process has held in memory at once since it started, where it is one of its own. */
  readonly peakMemoryBytes?: number
}

/** What one picture, or one clip, is recognised by. Leads to what it shows, so it is kept as keyed hashes only. */
export interface SeenMedia {
  /** `page-01`, `clip`, `frame-0`. */
  readonly item: string
  /** SHA-256 of the bytes as they came, hex; of a clip, of some of its frames. */
  readonly digests: readonly string[]
  /** Absent where there is too little to see, and of a clip as a whole. */
  readonly look?: PictureLook
}

/** The pages of a document, to be read and not judged. */
export type ReadingRequest = Pick<EncodedEvidence, 'documentType' | 'pages' | 'judgedOn'>

/** What the pages say, and what it was read with: another installation may have other networks. */
export interface DocumentRead {
  readonly reading: DocumentReading
  readonly models: readonly { readonly id: string; readonly sha256: string }[]
  /** The day that settled the century of its years. */
  readonly judgedOn: string
}

/** What one picture is worth as a reference face. */
export interface FaceInspection {
  readonly facesSeen: number
  readonly width: number
  readonly height: number
  readonly usable: boolean
}

/** The numbers that stand for a face, with the network that they are of. Biometric data. */
export interface ModelTemplate {
  readonly model: { readonly id: string; readonly sha256: string }
  readonly values: Float32Array
  /** What distances to another picture's template of the same network mean. */
  readonly calibration: readonly CalibrationPoint[]
}

/** The largest face of a picture: what it is fit for, and its template. */
export interface DescribedFace {
  readonly quality: FaceQuality
  readonly eyeDistancePx: number
  readonly template: ModelTemplate
  /** Guesses of a network, where they were asked for. */
  readonly attributes?: EstimatedAttributes
  /** Whether it lives, where that was asked for and the operator's own network tells it. */
  readonly living?: Finding
}

/** What else is wanted of a picture that is described. */
export interface DescriptionWishes {
  /** The picture upright and without metadata. */
  readonly keepJpeg: boolean
  /** Estimates of age and sex. */
  readonly attributes: boolean
  /** Whether the face lives. */
  readonly living: boolean
}

/** One picture as the face operations see it. */
export interface FaceSighting {
  readonly facesSeen: number
  /** Absent when the picture shows no face. */
  readonly face?: DescribedFace
  /** The picture upright and without metadata, where it was asked for. */
  readonly jpeg?: Uint8Array
}

/**
 * Judges in a process of its own, with a deadline and a memory ceiling.
 * A request whose process died or ran out of time rejects with a `JudgingFailed`; the next request finds a fresh process.
 */
export interface Judge {
  /** Whether there is a network that tells on one picture whether a face lives: the operator's own, none is packaged. */
  readonly tellsLivingFaces: boolean
  judge(request: JudgeRequest, signal?: AbortSignal): Promise<JudgedDecision>
  /** As `judge`, of pictures that a caller brought and waits for; the decision comes without any of them. */
  judgePictures(request: JudgeRequest, signal?: AbortSignal): Promise<Decision>
  /** For a person who waits to see what was read. */
  readDocument(request: ReadingRequest, signal?: AbortSignal): Promise<DocumentRead>
  inspectFace(bytes: Uint8Array, signal?: AbortSignal): Promise<FaceInspection>
  /** For a caller who waits: taken before judgements, with a deadline of its own. */
  describeFace(bytes: Uint8Array, wishes: DescriptionWishes, signal?: AbortSignal): Promise<FaceSighting>
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
