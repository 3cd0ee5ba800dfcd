import { parseParameters, queryFaceGroup } from '@bonafide/protocol'
import { openLabel } from '../faces/group-label.ts'
import { defineAction } from './define-action.ts'
import { askedPage, pageFields } from './faces/paging.ts'

export default defineAction(queryFaceGroup, async (params, { tenant, tools, parsing }) => {
  const values = parseParameters(queryFaceGroup, params, parsing)
  const page = askedPage(values)
  const vault = tools.keys.tenant(tenant)
  const groups = (await tools.store.listFaceGroups(tenant.id))
    .map((group) => ({ group, label: openLabel(vault, group) }))
    .filter(({ group }) => values.GroupCode === undefined || group.code === values.GroupCode)
    .filter(({ label }) => values.Name === undefined || label.name === values.Name)
  const shown = groups.slice(page.offset, page.offset + page.limit)
  return {
    Items: shown.map(({ group, label }) => ({
      Id: group.id,
      Code: group.code,
      Name: label.name,
      Description: label.description,
    })),
    ...pageFields(page, groups.length),
  }
})
