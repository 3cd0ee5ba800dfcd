import { BANDS_ALIKE, type Finding, type Policy, type Reason, variantsOf, withFinding } from '@bonafide/engine'
import type { TenantVault } from '../custody/custody.ts'
import type { JudgedDecision, SeenMedia } from '../ports/judge.ts'
import type { MediaMark, MediaSighting, SoughtMedia } from '../ports/media-marks.ts'
import type { Tenant, Transaction } from '../ports/store.ts'
import { policyOf } from './tenant-policy.ts'
import type { FlowTools } from './tools.ts'

/** The finding of this look among those of the engine's checks. */
export const SEEN_BEFORE = 'seen-before'
/**
 * Of the 16 frames of a clip that are kept: three quarters are the same recording. A camera without noise, such as one that
 * a test draws, gives some equal frames whenever nothing moves.
 */
const FRAMES_REPEATED = 12
/** Of the three frames of a clip that are looked at. */
const FRAMES_ALIKE = 2
/** Digits of a keyed hash that make a mark. */
const MARK_DIGITS = 12

/**
 * Looks whether pages or frames came with an earlier verification of the tenant, the same bytes or nearly the same picture
 * (security.md B6), and keeps what these are recognised by. What is kept are keyed hashes; they go with the pictures.
 */
export async function withSeenBefore(
  judged: JudgedDecision,
  transaction: Transaction,
  tenant: Tenant,
  { store, keys, log }: Pick<FlowTools, 'store' | 'keys' | 'log'>,
): Promise<JudgedDecision> {
  const { media = [], decision } = judged
  if (media.length === 0) return judged
  const sought = media.map((one) => marksOf(one, keys.tenant(tenant)))
  await store.keepMarks(transaction.id, sought)
  const of = { tenantId: tenant.id, transactionId: transaction.id }
  const sightings = await store.findMarked(of, sought, BANDS_ALIKE)
  const finding = judgeSightings(sightings, policyOf(tenant))
  const told = Object.keys(finding.measures)
  if (told.length > 0) log.write('info', SEEN_BEFORE, { transactionId: transaction.id, code: told.join(' ') })
  return { ...judged, decision: withFinding(decision, finding) }
}

function marksOf({ item, digests, look = [] }: SeenMedia, vault: TenantVault): SoughtMedia {
  const mark = (what: readonly (string | number)[]): MediaMark =>
    Number.parseInt(vault.mac('media', JSON.stringify(what)).slice(0, MARK_DIGITS), 16)
  const variants = look.map((band, index) => variantsOf(band).map((value) => mark(['band', index, value])))
  return {
    item,
    digests: digests.map((digest) => mark(['bytes', digest])),
    look: variants.flatMap(([asItIs]) => asItIs ?? []),
    likeLook: variants.flat(),
  }
}

/** What the sightings mean. Measures are there only where there is something to tell, so that nothing is told of the others. */
export function judgeSightings(
  sightings: readonly MediaSighting[],
  { clipMayRepeat, likenessIsReviewed }: Pick<Policy, 'clipMayRepeat' | 'likenessIsReviewed'>,
): Finding {
  const clipFrames = Math.max(0, ...sightings.filter(({ item }) => item === 'clip').map((one) => one.sharedDigests))
  const pages = new Set(sightings.filter(({ item }) => item.startsWith('page-')).map(({ item }) => item)).size
  const frames = mostFramesOfOne(sightings)
  const repeated = clipFrames >= FRAMES_REPEATED
  const alike = frames >= FRAMES_ALIKE
  const measures = {
    ...(repeated ? { clipFramesSeenBefore: clipFrames } : {}),
    ...(alike ? { facesSeenBefore: frames } : {}),
    ...(pages > 0 ? { pagesSeenBefore: pages } : {}),
  }
  const finding = { check: SEEN_BEFORE, measures, regions: [] }
  if (repeated && clipMayRepeat === 0) return { ...finding, outcome: 'failed', reasons: ['clip-seen-before'] }
  const reasons: readonly Reason[] = [
    ...(pages > 0 ? (['page-seen-before'] as const) : []),
    ...(alike || repeated ? (['face-seen-before'] as const) : []),
  ]
  if (reasons.length > 0 && likenessIsReviewed !== 0) return { ...finding, outcome: 'review', reasons }
  return { ...finding, outcome: 'passed', reasons: [] }
}

/** Frames that look like some of one and the same other verification. */
function mostFramesOfOne(sightings: readonly MediaSighting[]): number {
  const byTransaction = new Map<string, number>()
  for (const { item, transactionId } of sightings)
    if (item.startsWith('frame-')) byTransaction.set(transactionId, (byTransaction.get(transactionId) ?? 0) + 1)
  return Math.max(0, ...byTransaction.values())
}
