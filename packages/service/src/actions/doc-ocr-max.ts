import { docOcrMax, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { withDocumentRule } from './documents/document-rule.ts'
import { readPage } from './documents/read-page.ts'

const operation = withDocumentRule(docOcrMax, 'ID_OCR_MAX', ({ DocPage = '01' }) => ({
  parameter: 'DocPage',
  page: DocPage,
}))

export default defineAction(docOcrMax, async (params, context) =>
  readPage(parseParameters(operation, params, context.parsing), 'DocOcrMax', context),
)
