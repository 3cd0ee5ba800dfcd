import { readFile } from 'node:fs/promises'
import { ENGLISH, LANGUAGES } from '@bonafide/capture'
import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, defineCommand } from '../define-command.ts'

interface ShownTenant {
  readonly id: string
  readonly name: string
  readonly mode: string
}

interface SetOptions extends DataOptions {
  readonly name?: string
  readonly iframeParent?: readonly string[]
  readonly returnAddress?: readonly string[]
  readonly policy?: readonly string[]
  readonly threat?: readonly string[]
  readonly retentionDays?: string
  readonly limit?: readonly string[]
  readonly texts?: string
  readonly consentVersion?: string
  readonly rotateCallbackSecret?: boolean
}

export default defineCommand({
  name: 'tenants',
  summary: 'The accounts of a service',
  configure(command, io) {
    const create = command.command('create').description('create a tenant; its callback secret is shown this once')
    withDataOptions(create)
      .argument('<id>', 'lower-case letters, digits, dashes')
      .option('--name <name>', 'name for people (default: the id)')
      .option('--mode <mode>', 'test or live', 'test')
      .action(async (id: string, options: DataOptions & { name?: string; mode: string }) => {
        const { name = id, mode } = options
        io.answer(await administerFrom(options, 'tenants.create', { id, name, mode }))
      })

    withDataOptions(command.command('list').description('list the tenants')).action(async (options: DataOptions) => {
      const tenants = await administerFrom<readonly ShownTenant[]>(options, 'tenants.list', {})
      io.answer(
        tenants,
        tenants.map(({ id, name, mode }) => `${id}  ${mode}  ${name}`),
      )
    })

    withDataOptions(command.command('show').description('show a tenant with its settings'))
      .argument('<id>')
      .action(async (id: string, options: DataOptions) =>
        io.answer(await administerFrom(options, 'tenants.show', { id })),
      )

    withDataOptions(command.command('set').description('change settings of a tenant; a list replaces the one before'))
      .argument('<id>')
      .option('--name <name>')
      .option('--iframe-parent <origin...>', 'origins that may show the hosted page in an iframe')
      .option('--return-address <prefix...>', 'addresses that ReturnUrl may begin with')
      .option('--policy <name=value...>', 'thresholds, e.g. portraitMatchScore=65')
      .option(
        '--threat <tag=weight...>',
        'what safe mode makes of a threat tag, e.g. AutoOperation=reject; review, record',
      )
      .option('--retention-days <days>')
      .option('--limit <name=calls...>', 'calls a second, e.g. eKYC_PRO=20, Initialize/eKYC=8 or *=0 (none)')
      .option('--texts <file>', 'JSON file {language: {name: text}}: texts of the hosted page; {} takes them back')
      .option(
        '--consent-version <version>',
        'what people agree to on the first screen (docs/deletion.md); an empty one: nothing',
      )
      .option('--rotate-callback-secret', 'a new secret for callbacks; the one before stays valid beside it')
      .action(async (id: string, options: SetOptions) => {
        const texts = options.texts === undefined ? {} : { texts: await readTexts(options.texts) }
        io.answer(await administerFrom(options, 'tenants.set', { id, ...changesOf(options), ...texts }))
      })
  },
})

function changesOf(options: SetOptions): object {
  const { name, iframeParent, returnAddress, policy, threat, retentionDays, limit, rotateCallbackSecret } = options
  const { consentVersion } = options
  return {
    ...(consentVersion === undefined ? {} : { consentVersion }),
    ...(name === undefined ? {} : { name }),
    ...(iframeParent === undefined ? {} : { iframeParents: iframeParent }),
    ...(returnAddress === undefined ? {} : { returnAddresses: returnAddress }),
    ...(policy === undefined ? {} : { policy: Object.fromEntries(policy.map((text) => readNumber('--policy', text))) }),
    ...(threat === undefined ? {} : { threats: Object.fromEntries(threat.map((text) => readPair('--threat', text))) }),
    ...(limit === undefined ? {} : { limits: Object.fromEntries(limit.map((text) => readNumber('--limit', text))) }),
    ...(retentionDays === undefined ? {} : { retentionDays: Number(retentionDays) }),
    ...(rotateCallbackSecret === undefined ? {} : { rotate: rotateCallbackSecret }),
  }
}

/** Names that no screen would ever ask for are refused here; the service knows no screens and only their form. */
async function readTexts(file: string): Promise<unknown> {
  const texts: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => refuseTexts(file, 'cannot be read')))
  for (const [language, own] of Object.entries(texts ?? {})) {
    if (!LANGUAGES.some(({ code }) => code === language)) refuseTexts(language, 'is no language of the hosted page')
    for (const name of Object.keys(own)) {
      if (!Object.hasOwn(ENGLISH.texts, name)) refuseTexts(name, 'is no text of the hosted page')
    }
  }
  return texts
}

function refuseTexts(what: string, why: string): never {
  throw new CommandError(`--texts: ${what} ${why}`)
}

function readNumber(option: string, text: string): [string, number] {
  const [name, value] = readPair(option, text)
  if (Number.isNaN(Number(value))) throw new CommandError(`${option} ${text}: not name=value`)
  return [name, Number(value)]
}

function readPair(option: string, text: string): [string, string] {
  const [name = '', value = ''] = text.split('=', 2)
  if (name === '' || value === '') throw new CommandError(`${option} ${text}: not name=value`)
  return [name, value]
}
