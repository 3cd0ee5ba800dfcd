import { Readable } from 'node:stream'
import { ApiError } from '@bonafide/protocol'
import type { FastifyInstance } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { readTicket } from '../reports/report-ticket.ts'
import { writeReport } from '../reports/write-report.ts'
import { errorAnswer, newRequestId } from './answers.ts'
import { send } from './rpc-route.ts'

/** `/reports/TICKET`: the file that DownloadVerifyRecordIntl gave the address of. */
export function reportRoute({ store, keys, clock }: Pick<FlowTools, 'store' | 'keys' | 'clock'>) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { ticket: string } }>('/reports/:ticket', async (request, reply) => {
      const ticket = readTicket(request.params.ticket, 'report-address', keys.installation, clock.now())
      if (ticket === undefined) {
        const error = new ApiError('InvalidParameter', { detail: 'The address is not valid any more.' })
        return send(reply, errorAnswer(error, newRequestId(), request.headers.host, 404))
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${ticket.kind.toLowerCase()}.csv"`)
        .send(Readable.from(writeReport(ticket, store)))
    })
  }
}
