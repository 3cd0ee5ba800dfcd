/**
 * The calls of the last second, one row for each account, action and product: when, in milliseconds, and how many then.
 * It takes the place of call_counts, which a version before this one still writes.
 */
export const callWindows = {
  id: '0040-call-windows',
  sql: `
-- Unlogged: a count is worth nothing after its second, so no call waits for it to reach the disk.
create unlogged table call_windows (
  key text primary key,
  times bigint[] not null,
  calls integer[] not null,
  taken integer not null,
  most integer not null
);
`,
} as const
