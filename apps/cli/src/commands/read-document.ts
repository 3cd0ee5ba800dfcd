import { readFile } from 'node:fs/promises'
import type { Decision, DocumentReading, Tools } from '@bonafide/engine'
import { CommandError, defineCommand } from '../define-command.ts'
import { type OpenEngine, withEngine } from '../open-engine.ts'

/** Any product that reads documents: the checks that need nothing but the document are the same in all. */
const PRODUCT = 'eKYC_PRO'

export default defineCommand({
  name: 'read-document',
  summary: 'Reads one picture of a document: fields, machine readable zone, findings',
  configure(command, io) {
    command
      .argument('<image>', 'JPEG, PNG or WebP')
      .option('--doc-type <code>', 'document type that is expected, e.g. GLB03002')
      .action(async (image: string, options: { docType?: string }) => {
        const { documentTypes } = await import('@bonafide/engine')
        if (options.docType !== undefined && !documentTypes.has(options.docType)) {
          throw new CommandError(`--doc-type must be one of ${[...documentTypes.keys()].join(', ')}`)
        }
        io.answer(await withEngine(io, (engine) => readOne(image, options.docType, engine)))
      })
  },
})

async function readOne(image: string, docType: string | undefined, { tools, pictures }: OpenEngine) {
  const { DEFAULT_POLICY, fieldsForCode, planFor, verify } = await import('@bonafide/engine')
  const ms: Record<string, number> = {}
  const onStage = (stage: string, took: number) => {
    ms[stage] = Math.round(took)
  }
  const timed: Tools = { ...tools, onStage }
  const start = performance.now()
  const picture = await pictures.decode(await readFile(image))
  ms['decode'] = Math.round(performance.now() - start)
  const evidence = {
    ...(docType === undefined ? {} : { documentType: docType }),
    pages: [{ page: '01' as const, picture }],
    judgedOn: new Date().toISOString().slice(0, 10),
  }
  const { checks } = planFor(PRODUCT, DEFAULT_POLICY)
  const documentChecks = checks.filter(({ needs }) => needs.every((kind) => kind === 'document'))
  const decision = await verify({ checks: documentChecks, policy: DEFAULT_POLICY }, evidence, timed)
  const { document } = decision
  const code = docType ?? document?.type
  return {
    type: document?.type ?? null,
    fields: document?.fields ?? {},
    answer: (code === undefined || document === undefined ? undefined : fieldsForCode(code, document.fields)) ?? null,
    mrz: document?.mrz ?? null,
    barcodes: document?.barcodes ?? [],
    portrait: portraitOf(document),
    outcome: decision.outcome,
    reason: decision.reason ?? null,
    findings: decision.findings satisfies Decision['findings'],
    notYet: ['picture quality', 'forgery signs'],
    ms,
  }
}

function portraitOf(document: DocumentReading | undefined) {
  if (document?.portrait === undefined) return null
  return { box: document.portraitBox, width: document.portrait.width, height: document.portrait.height }
}
