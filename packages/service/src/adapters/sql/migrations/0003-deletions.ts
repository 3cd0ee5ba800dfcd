/** The end of a record: what was read, what was deleted of it, and the record of every deletion. */
export const deletions = {
  id: '0003-deletions',
  sql: `
alter table transactions
  add column queried_at timestamptz,
  add column deleted text[] not null default '{}';
create index transactions_created on transactions (created_at) where state in ('finished', 'expired');

-- No foreign key: the record of a deleted transaction stays.
create table deletions (
  sequence bigint primary key,
  transaction_id text not null,
  kind text not null check (kind in ('All', 'Img', 'Text')),
  reason text not null check (reason in ('asked', 'retention')),
  at timestamptz not null,
  signature text not null,
  unique (transaction_id, kind)
);
`,
} as const
