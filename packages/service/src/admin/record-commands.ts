import { z } from 'zod'
import { defineAdminCommand } from './admin-tools.ts'

const verifyAudit = defineAdminCommand({
  name: 'audit.verify',
  args: z.object({}),
  async run(_args, { store }) {
    const broken = await store.verifyAudit()
    return broken === undefined ? { holds: true } : { holds: false, brokenAt: broken.sequence }
  },
})

const receiptKey = defineAdminCommand({
  name: 'receipts.key',
  args: z.object({}),
  run: async (_args, { keys }) => ({ publicKey: keys.receipts.publicKey }),
})

export const recordCommands = [verifyAudit, receiptKey]
