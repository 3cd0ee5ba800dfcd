import type { PageCode } from '@bonafide/engine'

/** The id of the face step; document steps are `document-01` and `document-02`. */
export const FACE_STEP = 'face'

export function documentStep(page: PageCode): string {
  return `document-${page}`
}

/** The page that a document step asks for; undefined for any other step. */
export function pageOf(step: string): PageCode | undefined {
  if (step === documentStep('01')) return '01'
  return step === documentStep('02') ? '02' : undefined
}
