import { z } from 'zod'
import type { Comparison } from '../shadow/comparison.ts'
import { openComparison } from '../shadow/comparison.ts'
import { reportLines, SHADOW_DAYS } from '../shadow/report-lines.ts'
import { type AdminTools, defineAdminCommand, requireTenant, tenantId } from './admin-tools.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const report = defineAdminCommand({
  name: 'shadow.report',
  args: z.object({ tenant: tenantId, days: z.number().int().min(1).max(SHADOW_DAYS).default(SHADOW_DAYS) }),
  async run({ tenant, days }, tools) {
    const since = new Date(tools.clock.now().getTime() - days * DAY_MS)
    return reportLines(comparisons(tenant, since, tools))
  },
})

async function* comparisons(id: string, since: Date, tools: AdminTools): AsyncGenerator<Comparison> {
  const vault = tools.keys.tenant(await requireTenant(id, tools))
  for await (const { sealed } of tools.store.comparisonsOf(id, since)) yield openComparison(vault, sealed)
}

export const shadowCommands = [report]
