import type { Decision } from '@bonafide/engine'
import type {
  DescriptionWishes,
  DocumentRead,
  FaceInspection,
  FaceSighting,
  JudgedDecision,
  JudgeRequest,
  ReadingRequest,
} from '../ports/judge.ts'

/** What the service says to a judging process. One request at a time; `start` comes first. */
export type ToJudge =
  | { readonly kind: 'start'; readonly modelFolder?: string; readonly faceModels?: string }
  | { readonly kind: 'judge'; readonly id: number; readonly request: JudgeRequest }
  | { readonly kind: 'judge-pictures'; readonly id: number; readonly request: JudgeRequest }
  | { readonly kind: 'read'; readonly id: number; readonly request: ReadingRequest }
  | { readonly kind: 'inspect'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'describe'; readonly id: number; readonly bytes: Uint8Array; readonly wishes: DescriptionWishes }

/** What a judging process says back. It never says what went wrong in words: those could come from the evidence. */
export type FromJudge =
  | { readonly kind: 'ready' }
  /** It cannot work at all: models missing or altered. Our own message, written before any evidence came. */
  | { readonly kind: 'unfit'; readonly message: string }
  | { readonly kind: 'judged'; readonly id: number; readonly answer: JudgedDecision }
  | { readonly kind: 'judged-pictures'; readonly id: number; readonly answer: Decision }
  | { readonly kind: 'was-read'; readonly id: number; readonly answer: DocumentRead }
  | { readonly kind: 'inspected'; readonly id: number; readonly answer: FaceInspection }
  | { readonly kind: 'described'; readonly id: number; readonly answer: FaceSighting }
  | { readonly kind: 'failed'; readonly id: number; readonly code: 'picture-unreadable' | 'judging-crashed' }

export type Work =
  Extract<ToJudge, { readonly id: number }> extends infer Message
    ? Message extends unknown
      ? Omit<Message, 'id'>
      : never
    : never
