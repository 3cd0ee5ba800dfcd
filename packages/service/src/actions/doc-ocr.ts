import { docOcr, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { withDocumentRule } from './documents/document-rule.ts'
import { cardPage, readCard } from './documents/read-card.ts'

const operation = withDocumentRule(docOcr, 'ID_OCR_MIN', ({ CardSide }) => ({
  parameter: 'CardSide',
  page: cardPage(CardSide),
}))

export default defineAction(docOcr, async (params, context) => {
  const { result } = await readCard(parseParameters(operation, params, context.parsing), 'DocOcr', context)
  return { Result: result }
})
