import type { FlowTools } from '../flow/tools.ts'
import type { FaceRecord, TemplateModel } from '../ports/face-groups.ts'
import { type Judge, JudgingFailed, type ModelTemplate } from '../ports/judge.ts'
import type { Tenant } from '../ports/store.ts'
import { openPicture, sealTemplate } from './seal-face.ts'

/** Faces of one portion, each a tenth of a second: the caller hears of progress, and an end of it loses little. */
const PORTION = 50

interface RenewedPortion {
  /** Records that have a template of today's network since. */
  readonly renewed: number
  /** Records whose picture is missing, unreadable or shows no face any more: their person has to be registered anew. */
  readonly lost: readonly string[]
  /** Where the next portion begins; absent after the last. */
  readonly next?: number
}

type RenewTools = Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock'> & {
  readonly judge: Pick<Judge, 'describeFace'>
}

/**
 * Describes registered faces anew from their stored pictures where another network described them. May be broken off and
 * run again; what is registered or deleted meanwhile stays as it is. Rejects with `JudgingFailed` when nobody can describe.
 */
export async function renewTemplates(after: number, tenant: Tenant, tools: RenewTools): Promise<RenewedPortion> {
  const records = await tools.store.facesAfter(tenant.id, after, PORTION)
  const undescribed: FaceRecord[] = []
  let today: TemplateModel | undefined
  let renewed = 0
  for (const record of records) {
    if (today !== undefined && isSame(record.model, today)) continue
    const template = await describe(record, tenant, tools)
    if (template === undefined) undescribed.push(record)
    else {
      today = template.model
      if (!isSame(record.model, today) && (await renew(record, template, tenant, tools))) renewed += 1
    }
  }
  const lost = undescribed.filter(({ model }) => today === undefined || !isSame(model, today))
  const last = records.length < PORTION ? undefined : records.at(-1)
  return { renewed, lost: lost.map(({ faceId }) => faceId), ...(last === undefined ? {} : { next: last.id }) }
}

async function describe(record: FaceRecord, tenant: Tenant, tools: RenewTools): Promise<ModelTemplate | undefined> {
  const jpeg = await openPicture(record, tenant, tools)
  if (jpeg === undefined) return undefined
  try {
    return (await tools.judge.describeFace(jpeg, { keepJpeg: false, attributes: false, living: false })).face?.template
  } catch (error) {
    if (error instanceof JudgingFailed && error.code === 'picture-unreadable') return undefined
    throw error
  }
}

function renew(record: FaceRecord, template: ModelTemplate, tenant: Tenant, { store, keys, clock }: RenewTools) {
  const { faceId, model: before } = record
  const sealedTemplate = sealTemplate(template.values, record, tenant, keys)
  return store.renewTemplate({ faceId, before, model: template.model, sealedTemplate }, clock.now())
}

function isSame(a: TemplateModel, b: TemplateModel): boolean {
  return a.id === b.id && a.sha256 === b.sha256
}
