/**
 * What pages and frames are recognised by when they come again, as keyed hashes. As in 0075: a statement in the name of a
 * tenant sees that tenant's rows, work of the installation sees all.
 */
export const mediaMarks = {
  id: '0090-media-marks',
  sql: `
create table media_marks (
  id bigint generated always as identity primary key,
  tenant_id text not null references tenants (id),
  transaction_id text not null references transactions (id) on delete cascade,
  item text not null,
  digests bigint[] not null,
  look bigint[] not null,
  unique (transaction_id, item)
);
create index media_marks_tenant on media_marks (tenant_id);
create index media_marks_digests on media_marks using gin (digests);
create index media_marks_look on media_marks using gin (look);
alter table media_marks enable row level security;
alter table media_marks force row level security;
create policy one_tenant on media_marks using (coalesce(current_setting('bonafide.tenant', true), '') in ('', tenant_id));
`,
} as const
