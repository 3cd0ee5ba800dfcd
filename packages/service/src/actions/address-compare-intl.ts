import { addressCompareIntl, parseParameters } from '@bonafide/protocol'
import { compareAddresses } from '../addresses/compare-addresses.ts'
import { defineAction } from './define-action.ts'

/** Without a distance: that would need a gazetteer. */
export default defineAction(addressCompareIntl, async (params, { parsing }) => {
  const { Text1, Text2 } = parseParameters(addressCompareIntl, params, parsing)
  const { sameLevel, sameInfo } = compareAddresses(Text1, Text2)
  return { Result: { Data: JSON.stringify({ sameLevel, same_info: sameInfo }) } }
})
