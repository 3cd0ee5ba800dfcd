import { recordId } from './faces/parameters.ts'
import { defineOperation } from './operation.ts'

/** Deletes one registered face; Data is the number of faces that were deleted. */
export default defineOperation({
  name: 'DeleteFaceRecord',
  parameters: { Id: recordId({ in: 'form', required: true }) },
  answer: { Data: 'number' },
})
