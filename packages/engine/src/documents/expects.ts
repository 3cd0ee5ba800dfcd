import type { PageCode } from '../verification/evidence.ts'
import type { RegisteredDocument } from './define-document.ts'
import type { FieldName } from './layout/field-kinds.ts'

/** Whether one of the pages that were taken carries a machine readable zone on documents of this type. */
export function expectsZone({ mrz }: RegisteredDocument, pages: readonly PageCode[]): boolean {
  return mrz !== undefined && pages.includes(mrz.page)
}

/** Whether one of the pages that were taken shows a field, be it printed or in a zone; a front alone may not. */
export function expectsField(type: RegisteredDocument, field: FieldName, pages: readonly PageCode[]): boolean {
  if (expectsZone(type, pages)) return true
  return pages.some((page) => printsField(type, field, page))
}

/** Whether a page prints a field; where the first and the last day are written as one, it prints both. */
export function printsField(type: RegisteredDocument, field: FieldName, page: PageCode): boolean {
  return (type.pages[page]?.fields ?? []).some(
    (layout) => layout.field === field || (layout.kind === 'validity' && field === 'issueDate'),
  )
}
