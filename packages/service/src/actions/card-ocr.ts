import { cardOcr, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { withDocumentRule } from './documents/document-rule.ts'
import { readCard } from './documents/read-card.ts'

const operation = withDocumentRule(cardOcr, 'ID_OCR_MIN', () => ({ parameter: 'DocType', page: '01' }))

export default defineAction(cardOcr, async (params, context) => {
  const { result, ocr } = await readCard(parseParameters(operation, params, context.parsing), 'CardOcr', context)
  return { Result: { ...result, ...(ocr === undefined ? {} : { ExtCardInfo: JSON.stringify(ocr) }) } }
})
