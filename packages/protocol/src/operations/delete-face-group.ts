import { recordId } from './faces/parameters.ts'
import { defineOperation } from './operation.ts'

/** Deletes a face group with every face in it; Data is the number of groups that were deleted. */
export default defineOperation({
  name: 'DeleteFaceGroup',
  parameters: { Id: recordId({ in: 'form', required: true }) },
  answer: { Data: 'number' },
})
