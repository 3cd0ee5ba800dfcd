import { z } from 'zod'
import { exportSubject } from '../flow/export-subject.ts'
import { defineAdminCommand, requireTenant, tenantId } from './admin-tools.ts'

const exportOne = defineAdminCommand({
  name: 'subject.export',
  args: z.object({ tenant: tenantId, merchantUserId: z.string().min(1).max(128) }),
  async run({ tenant: id, merchantUserId }, tools) {
    const tenant = await requireTenant(id, tools)
    const exported = await exportSubject(tenant, merchantUserId, tools)
    // Who got whose data is told by whoever asked: the record says that and of which transactions, not of whom.
    for (const { transactionId } of exported.verifications) {
      await tools.store.noteInAudit({ transactionId, at: tools.clock.now(), event: 'exported', detail: { tenant: id } })
    }
    return exported
  },
})

export const subjectCommands = [exportOne]
