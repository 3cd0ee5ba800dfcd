import type { FastifyInstance } from 'fastify'
import type { Log } from './log.ts'

/** Where browsers report what the policy of the hosted page had to refuse. */
export const POLICY_REPORTS_PATH = '/policy-reports'

const MOST_BYTES = 16 * 1024
/** Anybody may send reports; more lines a minute than this tell nothing new. */
const MOST_LINES_A_MINUTE = 60
const MINUTE_MS = 60_000

/** Directives of CSP level 3; whatever else is reported is `other`. */
const DIRECTIVES: ReadonlySet<string> = new Set(
  [
    'base-uri',
    'child-src',
    'connect-src',
    'default-src',
    'font-src',
    'form-action',
    'frame-ancestors',
    'frame-src',
  ].concat(
    ['img-src', 'manifest-src', 'media-src', 'object-src', 'script-src', 'script-src-attr', 'script-src-elem'],
    ['style-src', 'style-src-attr', 'style-src-elem', 'worker-src'],
  ),
)

/** Logs which directive was violated and nothing else: a report carries addresses, and text of pages. */
export function policyReports(log: Log, now: () => number) {
  let minute = 0
  let lines = 0

  function tell(directive: string): void {
    const current = Math.floor(now() / MINUTE_MS)
    if (current !== minute) lines = 0
    minute = current
    lines += 1
    if (lines <= MOST_LINES_A_MINUTE) log.write('warn', 'policy-violated', { code: directive })
  }

  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    app.post(POLICY_REPORTS_PATH, async (request, reply) => {
      tell(violatedDirective(request.body))
      return reply.code(204).send()
    })
  }
}

/** Of a report of `report-uri`, which is one object. */
export function violatedDirective(body: unknown): string {
  try {
    const report: unknown = JSON.parse(String(body))['csp-report']
    const { 'effective-directive': effective, 'violated-directive': violated } = report as Record<string, unknown>
    const [name = ''] = String(effective ?? violated).split(' ')
    return DIRECTIVES.has(name) ? name : 'other'
  } catch {
    return 'other'
  }
}
