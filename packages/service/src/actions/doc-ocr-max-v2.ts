import { docOcrMaxV2, parseParameters } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'
import { withDocumentRule } from './documents/document-rule.ts'
import { readPage } from './documents/read-page.ts'

const operation = withDocumentRule(docOcrMaxV2, 'ID_OCR_MAX', ({ DocPage = '01' }) => ({
  parameter: 'DocPage',
  page: DocPage,
}))

export default defineAction(docOcrMaxV2, async (params, context) =>
  readPage(parseParameters(operation, params, context.parsing), 'DocOcrMaxV2', context),
)
