/** How often a key signed by version 2 of the signature, and when last; nothing where it never did. */
export const v2Uses = {
  id: '0093-v2-uses',
  sql: `
alter table access_keys add column v2_calls bigint;
alter table access_keys add column v2_last_at timestamptz;
`,
} as const
