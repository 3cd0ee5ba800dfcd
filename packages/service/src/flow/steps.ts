import type { PageCode } from '@bonafide/engine'

/** The id of the face step; document steps are `document-01` and `document-02`, after them comes `reading`. */
export const FACE_STEP = 'face'

/** The id of the step at which the person sees what was read from the pages. */
export const READING_STEP = 'reading'

export function documentStep(page: PageCode): string {
  return `document-${page}`
}

/** The page that a document step asks for; undefined for any other step. */
export function pageOf(step: string): PageCode | undefined {
  if (step === documentStep('01')) return '01'
  return step === documentStep('02') ? '02' : undefined
}
