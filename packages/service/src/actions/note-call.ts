import type { ActionContext } from './define-action.ts'

export interface JudgedCall {
  readonly transactionId: string
  readonly event: 'faces-judged' | 'document-judged'
  readonly action: string
  readonly passed: boolean
  readonly subCode?: string
}

/** The audit entry of a call that judged pictures and kept nothing of them. */
export async function noteCall(
  { transactionId, event, action, passed, subCode }: JudgedCall,
  { tenant, tools }: ActionContext,
): Promise<void> {
  const detail = { tenant: tenant.id, action, passed: String(passed), ...(subCode === undefined ? {} : { subCode }) }
  await tools.store.noteInAudit({ transactionId, at: tools.clock.now(), event, detail })
}
