import { groupCode, pageAnswer, pageParameters } from './faces/parameters.ts'
import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Lists the face groups of the account. */
export default defineOperation({
  name: 'QueryFaceGroup',
  parameters: { ...pageParameters, GroupCode: groupCode({}), Name: text({ max: 64 }) },
  successCode: '200',
  answer: { Items: [{ Id: 'number', Code: 'string', Name: 'string', Description: 'string' }], ...pageAnswer },
})
