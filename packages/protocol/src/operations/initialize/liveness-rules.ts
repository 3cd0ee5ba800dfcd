import { isDesktopMetaInfo, type MetaInfo } from '../../metainfo.ts'
import { invalidParameter, missingParameter } from '../parse-parameters.ts'

interface LivenessValues {
  readonly Model?: string | undefined
  readonly MetaInfo?: MetaInfo
  readonly TemplateConfig?: readonly string[] | undefined
  readonly TemplateType?: string | undefined
  readonly TemplateRanCount?: number | undefined
}

const TEMPLATE_ONLY = ['TemplateConfig', 'TemplateType', 'TemplateRanCount']

/** Section 3.3: with Model=TEMPLATE the caller says what is asked; with any other nobody would read it. */
export function templateIsComplete(values: LivenessValues, given: ReadonlySet<string>): void {
  if (values.Model !== 'TEMPLATE') {
    const stray = TEMPLATE_ONLY.find((name) => given.has(name))
    if (stray !== undefined) throw invalidParameter(stray, 'It belongs to Model=TEMPLATE.')
    return
  }
  const absent = ['TemplateConfig', 'TemplateType'].find((name) => !given.has(name))
  if (absent !== undefined) throw missingParameter(absent)
  requireDraw(values)
}

function requireDraw({ TemplateConfig = [], TemplateType, TemplateRanCount }: LivenessValues): void {
  if (TemplateType !== 'Ran') {
    if (TemplateRanCount !== undefined) throw invalidParameter('TemplateRanCount', 'It belongs to TemplateType=Ran.')
    return
  }
  if (TemplateConfig.length < 2) throw invalidParameter('TemplateConfig', 'A random order needs more than one action.')
  if (TemplateRanCount !== undefined && TemplateRanCount > TemplateConfig.length)
    throw invalidParameter('TemplateRanCount', 'It is larger than the number of actions.')
}

/** Section 7: the models that are named after light are not for a desktop's browser. */
export function lightIsForPhones({ Model, MetaInfo }: LivenessValues): void {
  if (Model?.startsWith('PHOTINUS_') !== true || MetaInfo === undefined) return
  if (isDesktopMetaInfo(MetaInfo)) throw invalidParameter('Model', 'It is not for a desktop browser.')
}
