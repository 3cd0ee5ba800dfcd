import { foldedName, type PrintedField } from '@bonafide/engine'
import type { PrintedText } from './printed-texts.ts'

/** A field that was not read as it was drawn. */
export interface MisreadField {
  readonly field: PrintedText[0]
  readonly drawn: string
  /** Empty where nothing was read. */
  readonly read: string
}

/**
 * Fields of a drawing that were not read as they were drawn: letters and digits are compared, without accents. A validity
 * is drawn as one field and read as two.
 */
export function misreadFields(
  texts: readonly PrintedText[],
  printed: readonly Pick<PrintedField, 'field' | 'text'>[],
): readonly MisreadField[] {
  const drawsIssueDate = texts.some(([field]) => field === 'issueDate')
  return texts.flatMap(([field, drawn]) => {
    const isValidity = field === 'expiryDate' && !drawsIssueDate
    const parts = printed.filter((part) => part.field === field || (isValidity && part.field === 'issueDate'))
    const read = parts.map(({ text }) => text).join(' ')
    return bare(read) === bare(drawn.replace('至', '')) ? [] : [{ field, drawn, read }]
  })
}

function bare(text: string): string {
  return foldedName(text).replace(/[^\p{Letter}\p{Number}]/gu, '')
}
