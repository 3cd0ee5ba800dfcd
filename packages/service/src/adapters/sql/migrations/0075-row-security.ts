/**
 * A statement in the name of a tenant sees rows of that tenant and no others, whatever its WHERE says or forgets. Work of the
 * installation itself names no tenant and sees all. FORCE, since the tables belong to the role that the service connects as.
 * A superuser is never held to it.
 */
const own = (tenant: string) => `coalesce(current_setting('bonafide.tenant', true), '') in ('', ${tenant})`
const ownParent = (parent: string, key: string) => `
  coalesce(current_setting('bonafide.tenant', true), '') = ''
  or exists (select 1 from ${parent} parent where parent.id = ${key})`

const POLICIES: readonly (readonly [table: string, visible: string])[] = [
  ['tenants', own('id')],
  ['access_keys', own('tenant_id')],
  ['transactions', own('tenant_id')],
  ['callbacks', own('tenant_id')],
  ['uploads', own('tenant_id')],
  ['face_groups', own('tenant_id')],
  ['attempts', ownParent('transactions', 'transaction_id')],
  ['decisions', ownParent('transactions', 'transaction_id')],
  ['reviews', ownParent('transactions', 'transaction_id')],
  ['face_records', ownParent('face_groups', 'group_id')],
]

export const rowSecurity = {
  id: '0075-row-security',
  sql: POLICIES.map(
    ([table, visible]) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy one_tenant on ${table} using (${visible});
`,
  ).join(''),
} as const
