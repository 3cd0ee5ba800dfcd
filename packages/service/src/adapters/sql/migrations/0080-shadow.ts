/** As in 0075: a statement in the name of a tenant sees that tenant's rows, work of the installation sees all. */
const ONE_TENANT = `coalesce(current_setting('bonafide.tenant', true), '') in ('', tenant_id)`
const secured = (table: string) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy one_tenant on ${table} using (${ONE_TENANT});
`

/** What shadow mode keeps: which verifications another service conducts, and how answers compared. */
export const shadow = {
  id: '0080-shadow',
  sql: `
create table shadow_verifications (
  id text primary key,
  tenant_id text not null references tenants (id),
  at timestamptz not null,
  sealed bytea not null,
  compared boolean not null default false
);
create index shadow_verifications_at on shadow_verifications (at);
create table shadow_comparisons (
  id bigint generated always as identity primary key,
  tenant_id text not null references tenants (id),
  at timestamptz not null,
  sealed bytea not null
);
create index shadow_comparisons_tenant on shadow_comparisons (tenant_id, id);
create index shadow_comparisons_at on shadow_comparisons (at);
${secured('shadow_verifications')}${secured('shadow_comparisons')}`,
} as const
