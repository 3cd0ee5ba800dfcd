import { readFile, writeFile } from 'node:fs/promises'
import type { Decision, DocumentReading, PageCode, QualityLevel, Tools } from '@bonafide/engine'
import { CommandError, defineCommand } from '../define-command.ts'
import { explainDocument } from '../explain/explain-document.ts'
import { type OpenEngine, withEngine } from '../open-engine.ts'

/** Any product that reads documents: the checks that need nothing but the document are the same in all. */
const PRODUCT = 'eKYC_PRO'
/** JPEG quality of the picture inside a drawing: to look at. */
const EXPLAINED_QUALITY = 85

export default defineCommand({
  name: 'read-document',
  summary: 'Reads one picture of a document: fields, machine readable zone, findings',
  configure(command, io) {
    command
      .argument('<image>', 'JPEG, PNG or WebP')
      .option('--doc-type <code>', 'document type that is expected, e.g. GLB03002')
      .option('--page <side>', '01 for the front, 02 for the back', '01')
      .option('--quality <level>', 'judge the picture as well: loose, standard or strict')
      .option('--forgery-signs', 'look for signs of forgery as well')
      .option('--explain <svg>', 'draw the picture with what was found on it into this file')
      .action(async (image: string, options: Options) => {
        const { documentTypes } = await import('@bonafide/engine')
        if (options.docType !== undefined && !documentTypes.has(options.docType)) {
          throw new CommandError(`--doc-type must be one of ${[...documentTypes.keys()].join(', ')}`)
        }
        if (options.quality !== undefined && !isLevel(options.quality)) {
          throw new CommandError(`--quality must be one of ${LEVELS.join(', ')}`)
        }
        const { page } = options
        if (page !== '01' && page !== '02') throw new CommandError('--page must be 01 or 02')
        io.answer(await withEngine(io, (engine) => readOne(image, { ...options, page }, engine)))
      })
  },
})

interface Options {
  readonly docType?: string
  readonly page: string
  readonly quality?: string
  readonly forgerySigns?: boolean
  readonly explain?: string
}

const LEVELS: readonly QualityLevel[] = ['loose', 'standard', 'strict']

function isLevel(text: string): text is QualityLevel {
  return LEVELS.some((level) => level === text)
}

async function readOne(image: string, options: Options & { readonly page: PageCode }, { tools, pictures }: OpenEngine) {
  const { docType, page, quality, forgerySigns = false, explain } = options
  const { crossCheck, DEFAULT_POLICY, fieldsForCode, planFor, verify } = await import('@bonafide/engine')
  const ms: Record<string, number> = {}
  const onStage = (stage: string, took: number) => {
    ms[stage] = (ms[stage] ?? 0) + Math.round(took)
  }
  const timed: Tools = { ...tools, onStage }
  const start = performance.now()
  const picture = await pictures.decode(await readFile(image))
  ms['decode'] = Math.round(performance.now() - start)
  const evidence = {
    ...(docType === undefined ? {} : { documentType: docType }),
    documentDemands: { ...(quality !== undefined && isLevel(quality) ? { quality } : {}), forgerySigns },
    pages: [{ page, picture }],
    judgedOn: new Date().toISOString().slice(0, 10),
  }
  const { checks } = planFor(PRODUCT, DEFAULT_POLICY)
  const documentChecks = checks.filter(({ needs }) => needs.every((kind) => kind === 'document'))
  const decision = await verify({ checks: documentChecks, policy: DEFAULT_POLICY }, evidence, timed)
  const { document } = decision
  if (explain !== undefined) {
    const drawn = { jpeg: await pictures.encodeJpeg(picture, EXPLAINED_QUALITY), ...picture }
    await writeFile(explain, explainDocument(drawn, document ?? { fields: {} }, decision.findings))
  }
  const code = docType ?? document?.type
  const { printed = [] } = document ?? {}
  return {
    type: document?.type ?? null,
    fields: document?.fields ?? {},
    answer:
      (code === undefined || document === undefined ? undefined : fieldsForCode(code, document.fields, { printed })) ??
      null,
    mrz: document?.mrz ?? null,
    barcodes: document?.barcodes ?? [],
    portrait: portraitOf(document),
    outcome: decision.outcome,
    reason: decision.reason ?? null,
    findings: decision.findings satisfies Decision['findings'],
    pages: document?.pages ?? [],
    printed,
    crossChecks: document === undefined ? [] : crossCheck(document, evidence.judgedOn),
    ms,
  }
}

function portraitOf(document: DocumentReading | undefined) {
  if (document?.portrait === undefined) return null
  return { box: document.portraitBox, width: document.portrait.width, height: document.portrait.height }
}
