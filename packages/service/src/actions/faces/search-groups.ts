import { ApiError } from '@bonafide/protocol'
import { TemplatesOutdated } from '../../faces/face-index.ts'
import { FaceGroupMissing, type FaceOrder, type FoundFaces, searchFaces } from '../../faces/search-faces.ts'
import type { ModelTemplate } from '../../ports/judge.ts'
import type { ActionContext } from '../define-action.ts'
import { unknownGroup } from './require-group.ts'

/** Describing a group of some thousand faces anew takes minutes (`bonafide faces renew`). */
const RENEWAL_RETRY_MS = 60_000

/**
 * Looks for a face in the groups that a call names. Where nobody can say whether it is in one of them, the call is refused
 * with a code of the API: a group that was removed meanwhile, or one whose faces another network described.
 */
export async function searchGroups(
  template: ModelTemplate,
  order: FaceOrder,
  { tenant, tools }: Pick<ActionContext, 'tenant' | 'tools'>,
): Promise<FoundFaces> {
  try {
    return await searchFaces(template, order, tenant, tools)
  } catch (error) {
    if (error instanceof FaceGroupMissing) throw unknownGroup('FaceGroupCodes')
    if (!(error instanceof TemplatesOutdated)) throw error
    tools.log.write('warn', 'face-search-failed', { tenantId: tenant.id, code: error.code })
    throw new ApiError('ServiceUnavailable', {
      detail: 'A face group waits until its faces are described by the network of today.',
      retryAfterMs: RENEWAL_RETRY_MS,
      cause: error,
    })
  }
}
