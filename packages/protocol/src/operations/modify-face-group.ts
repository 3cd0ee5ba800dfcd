import { recordId } from './faces/parameters.ts'
import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Names a face group anew; without Id it makes one, whose code QueryFaceGroup tells. */
export default defineOperation({
  name: 'ModifyFaceGroup',
  parameters: {
    Id: recordId({ in: 'form' }),
    Name: text({ in: 'form', required: true, max: 64 }),
    Description: text({ in: 'form', max: 256 }),
  },
  answer: { Data: 'number' },
})
