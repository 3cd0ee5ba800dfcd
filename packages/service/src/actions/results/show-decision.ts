import type { AnswerOf, checkResult } from '@bonafide/protocol'
import { BLOB_FIELDS, blobKey, pageField } from '../../flow/blob-names.ts'
import { isTextDeleted } from '../../flow/delete-record.ts'
import { documentAnswer } from '../../flow/document-demands.ts'
import { FACE_STEP, pageOf } from '../../flow/steps.ts'
import {
  openDecision,
  openPreparedAnswer,
  type PreparedAnswer,
  type StoredDecision,
} from '../../flow/stored-decision.ts'
import { openRequest } from '../../flow/stored-request.ts'
import type { FlowSettings, FlowTools, TransactionVault } from '../../flow/tools.ts'
import type { Tenant, Transaction, Verdict } from '../../ports/store.ts'
import { regionOf, riskInfo } from '../threat-names.ts'
import type { Extensions, Finished, Projection } from './define-projection.ts'
import { entries } from './index.gen.ts'
import { facePassed } from './parts.ts'

const PROJECTIONS: ReadonlyMap<string, Projection> = new Map(entries.map((entry) => [entry.product, entry]))

type Result = NonNullable<AnswerOf<typeof checkResult>['Result']>

/** What is answered beside what is always answered. */
interface Asked {
  readonly images: boolean
  readonly spoofDetails: boolean
}

/** A finished verification as CheckResult answers it: every field a text, structured ones as JSON in it. */
export async function showDecision(
  transaction: Transaction,
  tenant: Tenant,
  asked: Asked,
  tools: Pick<FlowTools, 'keys' | 'blobs' | 'settings'>,
): Promise<Result> {
  const { verdict, sealedDecision } = transaction
  if (verdict !== undefined && isTextDeleted(transaction)) return bareVerdict(verdict)
  if (verdict === undefined || sealedDecision === undefined) throw new ResultMissing(transaction.id)
  const vault = tools.keys.open(tenant, transaction)
  if (!asked.images && !asked.spoofDetails) {
    const prepared = openPreparedAnswer(vault, sealedDecision)
    // A person who reviewed it may have said otherwise since.
    if (prepared !== undefined && says(prepared, verdict)) return prepared
  }
  const decision = openDecision(vault, sealedDecision)
  const mayShow = facePassed(decision) || !transaction.steps.includes(FACE_STEP)
  const withPictures = asked.images && !transaction.deleted.includes('Img') && mayShow
  const images = withPictures ? await readImages(transaction, vault, tools) : undefined
  const more = { spoofDetails: asked.spoofDetails, ...(images === undefined ? {} : { images }) }
  return answerOf({ transaction, vault, verdict, decision }, more, tools.settings)
}

/** The answer that is kept with a decision which is about to be written. */
export function prepareAnswer(concluded: Concluded, settings: Pick<FlowSettings, 'deviceUrl'>): PreparedAnswer {
  return answerOf(concluded, { spoofDetails: false }, settings)
}

interface Concluded {
  readonly transaction: Transaction
  readonly vault: TransactionVault
  readonly verdict: Verdict
  readonly decision: StoredDecision
}

function answerOf(
  { transaction, vault, verdict, decision }: Concluded,
  { spoofDetails, images }: Pick<Asked, 'spoofDetails'> & Pick<Finished, 'images'>,
  settings: Pick<FlowSettings, 'deviceUrl'>,
): Result & PreparedAnswer {
  const projection = PROJECTIONS.get(transaction.productCode)
  if (projection === undefined) throw new ResultMissing(transaction.id)
  const extensions: Extensions = {
    ...riskOf(decision, settings),
    ...projection.project({
      verdict,
      decision,
      pages: transaction.steps.flatMap((step) => pageOf(step) ?? []),
      wanted: { ...documentAnswer(openRequest(vault, transaction)), spoofDetails },
      ...flowOf(transaction),
      ...(transaction.documentType === undefined ? {} : { documentType: transaction.documentType }),
      ...(images === undefined ? {} : { images }),
    }),
  }
  return {
    ...bareVerdict(verdict),
    ...Object.fromEntries(Object.entries(extensions).map(([name, value]) => [name, JSON.stringify(value)])),
  }
}

function says(answer: PreparedAnswer, verdict: Verdict): boolean {
  return Object.entries(bareVerdict(verdict)).every(([name, value]) => answer[name] === value)
}

/** Of the device only where it decided along: in normal mode it is kept, and FaceGuardRisk tells whoever asks. */
function riskOf(
  { device }: StoredDecision,
  settings: Pick<FlowSettings, 'deviceUrl'>,
): Pick<Extensions, 'ExtRiskInfo'> {
  return device?.decides === true ? { ExtRiskInfo: riskInfo(device, regionOf(settings)) } : {}
}

function flowOf({ steps: [first = '', ...more] }: Transaction): Pick<Finished, 'flow'> {
  if (first === FACE_STEP) return more.length === 0 ? {} : { flow: 'FACE_DOC' }
  return more.includes(FACE_STEP) ? { flow: 'DOC_FACE' } : {}
}

/** All that is left once what was written is deleted. */
function bareVerdict({ passed, subCode, ekycResult }: Verdict) {
  return { Passed: passed ? 'Y' : 'N', SubCode: subCode, EkycResult: ekycResult }
}

async function readImages(
  transaction: Transaction,
  vault: TransactionVault,
  tools: Pick<FlowTools, 'blobs'>,
): Promise<NonNullable<Finished['images']>> {
  const read = async (field: string) => {
    const sealed = await tools.blobs.get(blobKey(transaction.id, field))
    return sealed === undefined ? undefined : vault.pictures.open(field, sealed)
  }
  const face = await read(BLOB_FIELDS.face)
  const pages: Record<string, Uint8Array> = {}
  for (const page of transaction.steps.flatMap((step) => pageOf(step) ?? [])) {
    const picture = await read(pageField(page))
    if (picture !== undefined) pages[page] = picture
  }
  return { pages, ...(face === undefined ? {} : { face }) }
}

/** A finished transaction without its decision, or of a product that is not shown: the data folder is damaged. */
export class ResultMissing extends Error {
  readonly code = 'result-missing'
}
