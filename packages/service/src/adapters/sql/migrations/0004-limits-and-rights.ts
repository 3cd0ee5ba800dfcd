/** What an access key may do, and how many calls of each kind a second has had. */
export const limitsAndRights = {
  id: '0004-limits-and-rights',
  sql: `
alter table access_keys add column allowed_operations text[];

-- Unlogged: a count is worth nothing after its second, so no call waits for it to reach the disk.
create unlogged table call_counts (
  key text primary key,
  second bigint not null,
  calls integer not null
);
`,
} as const
