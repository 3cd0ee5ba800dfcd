/** SQL of PostgreSQL 15, applied once. */
export const first = {
  id: '0001-first',
  sql: `
create table tenants (
  id text primary key,
  name text not null,
  mode text not null check (mode in ('test', 'live')),
  settings jsonb not null,
  wrapped_key bytea not null,
  sealed_callback_secrets bytea[] not null,
  created_at timestamptz not null
);

create table access_keys (
  id text primary key,
  tenant_id text not null references tenants (id),
  sealed_secret bytea not null,
  active boolean not null,
  allow_v2 boolean not null,
  created_at timestamptz not null
);
create index access_keys_tenant on access_keys (tenant_id);

create table nonces (
  digest bytea primary key,
  forget_at timestamptz not null
);
create index nonces_forget_at on nonces (forget_at);

create table transactions (
  id text primary key,
  tenant_id text not null references tenants (id),
  merchant_biz_id text not null,
  product_code text not null,
  document_type text,
  steps text[] not null,
  steps_done text[] not null default '{}',
  wrapped_key bytea not null,
  sealed_request bytea not null,
  created_at timestamptz not null,
  state text not null default 'created'
    check (state in ('created', 'started', 'capturing', 'judging', 'finished', 'expired')),
  expires_at timestamptz not null,
  session_public_key text,
  session_sequence bigint not null default 0,
  session_digest text not null default '',
  session_answer jsonb,
  judge_attempt integer not null default 0,
  judge_failures integer not null default 0,
  passed boolean,
  sub_code text,
  ekyc_result text check (ekyc_result in ('Success', 'Failure', 'Pending'))
);
create index transactions_due on transactions (expires_at) where state in ('created', 'started', 'capturing');
create index transactions_review on transactions (tenant_id, created_at) where ekyc_result = 'Pending';

create table attempts (
  id text primary key,
  transaction_id text not null references transactions (id) on delete cascade,
  step text not null,
  number integer not null,
  challenge text,
  expires_at timestamptz not null,
  state text not null check (state in ('open', 'submitted', 'superseded')),
  pieces jsonb not null default '{}',
  unique (transaction_id, step, number)
);
create unique index attempts_one_open on attempts (transaction_id, step) where state = 'open';

create table decisions (
  transaction_id text primary key references transactions (id) on delete cascade,
  attempt integer not null,
  passed boolean not null,
  sub_code text not null,
  ekyc_result text not null check (ekyc_result in ('Success', 'Failure', 'Pending')),
  sealed_decision bytea not null,
  decided_at timestamptz not null
);

create table reviews (
  id bigint generated always as identity primary key,
  transaction_id text not null references transactions (id) on delete cascade,
  passed boolean not null,
  sub_code text not null,
  ekyc_result text not null check (ekyc_result in ('Success', 'Failure', 'Pending')),
  reviewer text not null,
  sealed_note bytea not null,
  at timestamptz not null
);
create index reviews_transaction on reviews (transaction_id);

create table callbacks (
  id text primary key,
  tenant_id text not null references tenants (id),
  transaction_id text not null references transactions (id) on delete cascade,
  sealed_url bytea not null,
  created_at timestamptz not null,
  state text not null default 'due' check (state in ('due', 'delivered', 'given-up')),
  tries integer not null default 0,
  due_at timestamptz not null,
  lease_until timestamptz
);
create index callbacks_due on callbacks (due_at) where state = 'due';

-- No foreign key: the record of a deleted transaction stays.
create table audit (
  sequence bigint primary key,
  transaction_id text not null,
  at timestamptz not null,
  event text not null,
  detail text not null,
  previous_hash text not null,
  hash text not null
);
create index audit_transaction on audit (transaction_id, sequence);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is written once', tg_table_name;
end
$$;
create trigger audit_written_once before update or delete or truncate on audit
  for each statement execute function refuse_change();
create trigger decision_written_once before update on decisions
  for each statement execute function refuse_change();
`,
} as const
