import { ApiError } from '@bonafide/protocol'
import type { FastifyInstance } from 'fastify'
import { pictureBehind } from '../faces/face-link.ts'
import { clipBehind } from '../flow/evidence-clip.ts'
import type { FlowTools } from '../flow/tools.ts'
import { readObjectLink } from '../uploads/objects.ts'
import { readUpload } from '../uploads/receive-upload.ts'
import { errorAnswer, newRequestId } from './answers.ts'
import { send } from './rpc-route.ts'

/** What lies behind each kind of address that is given out for 15 minutes. */
const BEHIND = {
  /** What TempOssUrlIntl gave the address of. */
  objects: async (text: string, tools: FlowTools): Promise<Uint8Array | undefined> => {
    const link = readObjectLink(text, tools.keys.installation, tools.clock.now())
    return link === undefined ? undefined : readUpload(link, tools)
  },
  /** What QueryFaceRecord gave the address of. */
  faces: pictureBehind,
  /** What CheckResult gave the address of. */
  clips: clipBehind,
} as const

/** `/objects/LINK`, `/faces/LINK` and `/clips/LINK`. */
export function objectRoute(tools: FlowTools) {
  return async (app: FastifyInstance): Promise<void> => {
    for (const [kind, open] of Object.entries(BEHIND)) {
      app.get<{ Params: { link: string } }>(`/${kind}/:link`, async (request, reply) => {
        const bytes = await open(request.params.link, tools)
        if (bytes === undefined) {
          const error = new ApiError('InvalidParameter', { detail: 'The address is not valid any more.' })
          return send(reply, errorAnswer(error, newRequestId(), request.headers.host, 404))
        }
        // Never shown as a page of ours, whatever somebody uploaded.
        return reply
          .type('application/octet-stream')
          .header('content-disposition', 'attachment; filename="object"')
          .send(Buffer.from(bytes))
      })
    }
  }
}
