/** Whose verifications wait to be judged: looked at with every submission, and once a second by every API process. */
export const judgingBacklog = {
  id: '0006-judging-backlog',
  sql: `create index transactions_judging on transactions (tenant_id) where state = 'judging';`,
} as const
