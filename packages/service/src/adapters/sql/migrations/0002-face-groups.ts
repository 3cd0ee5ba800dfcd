/** SQL of PostgreSQL 15, applied once. */
export const faceGroups = {
  id: '0002-face-groups',
  sql: `
create table face_groups (
  id bigint generated always as identity primary key,
  uid text not null unique,
  tenant_id text not null references tenants (id),
  code text not null,
  sealed_label bytea not null,
  created_at timestamptz not null,
  -- How often a record was added to it, and how often some were removed: what a copy in memory compares itself with.
  additions bigint not null default 0,
  removals bigint not null default 0,
  size integer not null default 0,
  unique (tenant_id, code)
);

create table face_records (
  id bigint generated always as identity primary key,
  group_id bigint not null references face_groups (id) on delete cascade,
  face_id text not null unique,
  user_mac text not null,
  wrapped_key bytea not null,
  sealed_user bytea not null,
  sealed_template bytea not null,
  model_id text not null,
  model_sha256 text not null,
  registration text not null check (registration in ('manual', 'automatic')),
  created_at timestamptz not null,
  -- The group's count of additions when this one was made.
  addition bigint not null,
  unique (group_id, user_mac),
  unique (group_id, addition)
);
`,
} as const
