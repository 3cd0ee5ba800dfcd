import { type ChallengePart, type ChallengeWish, USUAL_WISH } from '@bonafide/engine'
import type { initialize, ValuesOf } from '@bonafide/protocol'

type LivenessValues = Pick<
  ValuesOf<typeof initialize>,
  'Model' | 'TemplateConfig' | 'TemplateType' | 'TemplateRanCount'
>

/** The codes of TemplateConfig (initialize.md section 3.3). A shake to one side is a turn to it. */
const TEMPLATE_CODES: Readonly<Record<string, ChallengePart>> = {
  '01': 'blink',
  '02': 'open-mouth',
  '03': 'turn-left',
  '04': 'turn-right',
  '05': 'farther',
  '06': 'nearer',
  '07': 'colours',
}

/** What each Model asks for at least, in the words of the engine. */
const MODELS: Readonly<Record<NonNullable<LivenessValues['Model']>, (values: LivenessValues) => ChallengeWish>> = {
  LIVENESS: () => ({ parts: ['blink'], order: 'ours' }),
  PHOTINUS_LIVENESS: () => ({ parts: ['blink', 'colours'], order: 'ours' }),
  PHOTINUS_FAR_NEAR_LIVENESS: () => ({ parts: ['blink', 'farther', 'nearer', 'colours'], order: 'ours' }),
  TEMPLATE: ({ TemplateConfig = [], TemplateType, TemplateRanCount }) => ({
    parts: TemplateConfig.flatMap((code) => TEMPLATE_CODES[code] ?? []),
    order: TemplateType === 'Ran' ? 'drawn' : 'given',
    ...(TemplateRanCount === undefined ? {} : { count: TemplateRanCount }),
  }),
}

/** What the caller of Initialize wants asked of a face. */
export function challengeWishOf(values: LivenessValues): ChallengeWish {
  return values.Model === undefined ? USUAL_WISH : MODELS[values.Model](values)
}
