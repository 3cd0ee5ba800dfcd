/**
 * The client channel: what our SDK and the service say to each other. It is our own protocol, JSON over HTTPS;
 * the pieces of a material travel as raw bytes. All paths lie under `/channel/v1/{transactionId}`.
 *
 * | request | body | answer |
 * |---|---|---|
 * | `POST /open` | `OpenRequest` | `SessionView` |
 * | `GET /session?wait=SECONDS` | none | `SessionView` (waits up to 20 s for a change while judging) |
 * | `POST /attempts` | `AttemptRequest` | `AttemptView` |
 * | `PUT /attempts/{attemptId}/pieces/{index}` | at most 1 MB, header `x-bonafide-piece-sha256` | `PieceView` |
 * | `PUT /attempts/{attemptId}/clip` | at most `ClipPolicy.maxBytes`, header `x-bonafide-piece-sha256` | `{}` |
 * | `POST /attempts/{attemptId}/device` | `DeviceReport` | `DeviceAnswer` |
 * | `POST /attempts/{attemptId}/submit` | `SubmitRequest` | `SessionView` |
 * | `POST /retake` | `RetakeRequest` | `SessionView`, at the step of the page again |
 * | `POST /leave` | `LeaveRequest` | `SessionView` |
 * | `POST /handover` | none | `HandoverView` with the token of a link for another device |
 * | `GET /handover?wait=SECONDS` | none | `HandoverView` (waits up to 20 s for somebody to take the link) |
 * | `POST /handover/number` | `NumberRequest` | `HandoverView`: `moved`, or `refused` for a wrong number |
 * | `POST /claim` | `ClaimRequest` | `ClaimView` |
 * | `GET /follow?wait=SECONDS` | none | `SessionView` |
 *
 * Every request is signed with the P-256 key that the browser made for this transaction: the header
 * `x-bonafide-signature` holds base64url(ECDSA-SHA-256, r||s) over `signedText()`, `x-bonafide-sequence` a whole
 * number that grows with every new request. A request that repeats the last sequence with the same body is a retry
 * and is answered as before; a lower one is refused with 409 `sequence-old`. `open` needs no sequence (it sends 0)
 * and answers the next one to use. `claim` is signed with the key that it brings and `follow` with the key that the
 * session had before it moved; both send the sequence 0. Errors are RFC 9457 `application/problem+json` bodies of the form `ChannelProblem`.
 */
export const CHANNEL_HEADERS = {
  sequence: 'x-bonafide-sequence',
  signature: 'x-bonafide-signature',
  pieceSha256: 'x-bonafide-piece-sha256',
} as const

/** The text that a channel request signs. `path` includes the query; `bodySha256Hex` is over the exact body bytes. */
export function signedText(method: string, path: string, sequence: number, bodySha256Hex: string): string {
  return `bonafide-channel-1\n${method}\n${path}\n${sequence}\n${bodySha256Hex}`
}

export interface OpenRequest {
  /** Uncompressed P-256 point (65 bytes), base64url. */
  readonly publicKey: string
  /** The opaque Protocol of Initialize; required to match where it is passed. */
  readonly protocol?: string
  /** Name and version of the SDK, e.g. `web/0.1.0`; for the trace only. */
  readonly sdk: string
}

export interface AttemptRequest {
  /** Id of the step, as in `SessionView.steps`. */
  readonly step: string
  /** Face step: the person wants no flashing colours; the challenge is drawn without them and proves less. */
  readonly withoutFlash?: boolean
  /** A random name that this browser keeps for itself, base64url: attempts of one device are counted over verifications. */
  readonly device?: string
  /** Version of the text that the person agreed to, where `SessionView.consentVersion` asked for it. */
  readonly consent?: string
}

export interface SubmitRequest {
  readonly pieces: number
  /** Size of the whole material in bytes. */
  readonly size: number
  /** SHA-256 of the whole material, lower-case hex. */
  readonly sha256: string
  /** The token that the report of this attempt was answered with. */
  readonly deviceToken?: string
  /** Where a clip was asked for and none was sent: why. It is noted and changes nothing. */
  readonly withoutClip?: ClipMissing
}

/**
 * Why there is no clip: the browser cannot record, it came out too large or not at all, the first try beside it brought too few
 * frames, or the network is too slow.
 */
export const CLIP_MISSING = ['unsupported', 'too-large', 'recorder-failed', 'slow-device', 'slow-network'] as const

export type ClipMissing = (typeof CLIP_MISSING)[number]

/** The clip that is recorded beside the frames of the face step, where one is asked for. */
export interface ClipPolicy {
  readonly lengthMs: number
  readonly maxBytes: number
}

/** At the reading step: a page is to be taken again, one of `ReadingView.retakes`. */
export interface RetakeRequest {
  /** Id of the step of the page. */
  readonly step: string
}

export interface LeaveRequest {
  /** Client code with which the user left, e.g. 1006. */
  readonly code: number
}

/** The other device, before the session is its own. */
export interface ClaimRequest {
  readonly publicKey: string
  /** From the link; whoever shows it first holds it. */
  readonly token: string
}

export interface ClaimView {
  readonly state: 'waiting' | 'moved'
  /** What the other device shows, and what is typed where the link came from. */
  readonly number: number
}

export interface NumberRequest {
  readonly number: number
}

/** How moving to another device stands. */
export interface HandoverView {
  readonly state: 'none' | 'offered' | 'claimed' | 'refused' | 'moved'
  /** With a new offer: for the link, good for one device and until it expires. */
  readonly token?: string
  readonly expiresInMs?: number
}

export type SessionState = 'capturing' | 'judging' | 'finished' | 'expired'

export interface StepView {
  /** `document-01`, `document-02`, `reading` or `face`. */
  readonly id: string
  /** `reading`: the person sees what was read from the pages, and may say otherwise. */
  readonly kind: 'document' | 'reading' | 'face'
  readonly done: boolean
  /** Document type that is asked for (document steps). */
  readonly documentType?: string
  /** Width over height of the document, for the frame on screen (document steps). */
  readonly aspect?: number
  /** Whether the screen will flash colours unless the person says no (face step). */
  readonly flashes?: boolean
}

/** What screens need to know; the opaque ClientCfg of Initialize carries the same JSON, authenticated. */
export interface ClientConfig {
  readonly language?: string
  /** Colours, `rgba(…)`, and lengths, `45%` or `480px`, of the screens by their names in StyleConfig. */
  readonly look?: Readonly<Record<string, string>>
  readonly showGuidePage: boolean
  readonly docScanMode: 'auto' | 'manual'
  readonly showAlbumIcon: boolean
  readonly procedurePriority: 'url' | 'keep'
  readonly returnUrl?: string
  /** A short clip of the face step is kept for a while as evidence; nothing is judged from it. */
  readonly clip?: ClipPolicy
  /** Seconds. */
  readonly documentTimeout: number
  readonly faceTimeout: number
  readonly maxAttempts: number
}

export interface SessionView {
  readonly state: SessionState
  readonly steps: readonly StepView[]
  /** The step to do now; absent when nothing is left to capture. */
  readonly currentStep?: string
  readonly config: ClientConfig
  /** Present when finished: pass / not pass and nothing else. */
  readonly result?: { readonly code: 1000 | 1001 }
  /** Origin that device reports go to, where it is another than that of the service. */
  readonly deviceUrl?: string
  /**
   * With the answer to `open` alone: the merchant's own texts by language, then by the name of a text. A language or a text
   * that is not there is the SDK's own.
   */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** With the answer to `open` alone: the merchant's own pictures by their names in StyleConfig, each a data address. */
  readonly pictures?: Readonly<Record<string, string>>
  /** What the person is asked to agree to before the first attempt; absent once it is noted, and where nobody asks. */
  readonly consentVersion?: string
  /** Present in test accounts alone: the page may bring a camera of its own. */
  readonly testCamera?: true
  readonly nextSequence: number
}

export type ChannelAction = 'turn-left' | 'turn-right' | 'open-mouth' | 'blink' | 'nearer' | 'farther'

/** A colour that the whole screen takes; `dark` is black. */
export type ChannelColour = 'red' | 'green' | 'blue' | 'cyan' | 'magenta' | 'yellow' | 'white' | 'dark'

/** Left and right are the person's own; windows are milliseconds since the first frame. */
export interface ChallengeView {
  readonly id: string
  readonly steps: readonly { readonly action: ChannelAction; readonly startMs: number; readonly endMs: number }[]
  /** Colours that the whole screen takes, in order; empty where none are asked for. */
  readonly flashes: readonly { readonly colour: ChannelColour; readonly startMs: number; readonly endMs: number }[]
  readonly totalMs: number
  /** Milliseconds from now within which the material must be submitted. */
  readonly expiresInMs: number
}

export interface FramePolicy {
  readonly width: number
  readonly height: number
  readonly minFrames: number
  readonly maxFrames: number
  /**
   * Frames a second inside the window of an action, while the face comes nearer or goes farther, while a colour is shown,
   * and between all that. Where they make more than `maxFrames`, the time between gives way first.
   */
  readonly windowRate: number
  readonly approachRate: number
  readonly flashRate: number
  readonly idleRate: number
  /** Frames a second inside each window without which the service could not judge it. */
  readonly leastRate: number
  /** Bytes for all frames together. */
  readonly maxBytes: number
  /** 0-1 */
  readonly jpegQuality: number
}

/** What can be read from a document, each with a label in every language of the screens. */
export type ReadFieldName =
  | 'documentCode'
  | 'issuingState'
  | 'surname'
  | 'givenNames'
  | 'middleName'
  | 'fullName'
  | 'localName'
  | 'localSurname'
  | 'localGivenNames'
  | 'documentNumber'
  | 'nationality'
  | 'birthDate'
  | 'birthPlace'
  | 'sex'
  | 'issueDate'
  | 'firstIssueDate'
  | 'expiryDate'
  | 'issuingAuthority'
  | 'issuingPlace'
  | 'address'
  | 'ethnicity'
  | 'religion'
  | 'licenceClass'
  | 'nameCode'
  | 'symbols'
  | 'optionalData'

/** One field of a page, as it was read. */
export interface ReadField {
  readonly page: '01' | '02'
  /** As answers of the API call it, for `Claims`. */
  readonly name: string
  readonly field: ReadFieldName
  /** Empty for a field of a page of which nothing could be read. */
  readonly value: string
}

/** What was read from the pages of the document. */
export interface ReadingView {
  readonly fields: readonly ReadField[]
  /** Whether other values may be claimed. */
  readonly mayEdit: boolean
  /** Pages that may be taken again, each with its step; those without an attempt left are not among them. */
  readonly retakes: readonly { readonly page: ReadField['page']; readonly step: string }[]
}

export interface AttemptView {
  readonly attemptId: string
  readonly step: string
  /** Present for the reading step, unless there is nothing to see or do at it: then no claims are sent. */
  readonly reading?: ReadingView
  /** Present for the face step. */
  readonly challenge?: ChallengeView
  readonly frames?: FramePolicy
  readonly pieceBytes: number
  /** Indexes of pieces that the service already holds. */
  readonly received: readonly number[]
}

export interface PieceView {
  readonly received: readonly number[]
}

/** Errors of the channel. `clientCode` is the code for the SDK's callback where the error ends the flow. */
export interface ChannelProblem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ChannelProblemCode
  readonly detail?: string
  readonly clientCode?: number
  /** With `sequence-old`: the sequence to go on with. */
  readonly nextSequence?: number
}

export const CHANNEL_PROBLEMS = [
  'transaction-invalid',
  'transaction-taken',
  'protocol-mismatch',
  'signature-invalid',
  'sequence-old',
  'step-out-of-order',
  'attempt-unknown',
  'attempts-exhausted',
  'challenge-expired',
  'piece-invalid',
  'material-invalid',
  'material-too-large',
  'request-invalid',
  'not-found',
  'handover-invalid',
  'too-many-requests',
  'overloaded',
  'internal',
] as const

export type ChannelProblemCode = (typeof CHANNEL_PROBLEMS)[number]
