import { docOcrV2, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { withDocumentRule } from './documents/document-rule.ts'
import { cardPage, readCard } from './documents/read-card.ts'

const operation = withDocumentRule(docOcrV2, 'ID_OCR_MIN', ({ CardSide }) => ({
  parameter: 'CardSide',
  page: cardPage(CardSide),
}))

export default defineAction(docOcrV2, async (params, context) => {
  const { result } = await readCard(parseParameters(operation, params, context.parsing), 'DocOcrV2', context)
  return { Result: result }
})
