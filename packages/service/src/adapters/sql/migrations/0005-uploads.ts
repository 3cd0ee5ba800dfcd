/** Places for one uploaded file each. The bytes lie sealed in the blob store. */
export const uploads = {
  id: '0005-uploads',
  sql: `
create table uploads (
  id text primary key,
  tenant_id text not null references tenants (id),
  state text not null default 'authorized' check (state in ('authorized', 'receiving', 'stored')),
  expires_at timestamptz not null
);
create index uploads_tenant on uploads (tenant_id);
create index uploads_expires on uploads (expires_at);
`,
} as const
