import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { administerFrom, type DataOptions, withDataOptions } from '../data-options.ts'
import { CommandError, type CommandIo, defineCommand } from '../define-command.ts'
import { withEngine } from '../open-engine.ts'

interface ShownGroup {
  readonly code: string
  readonly name: string
  readonly faces: number
}

interface Found {
  readonly groupCode: string
  readonly faceId: string
  readonly merchantUserId: string
  readonly score: number
}

interface TemplateCount {
  readonly groupCode: string
  readonly model: { readonly id: string; readonly sha256: string }
  readonly faces: number
}

interface Portion {
  readonly renewed: number
  readonly lost: readonly string[]
  readonly next?: number
}

interface TenantOptions extends DataOptions {
  readonly tenant: string
}

interface SearchOptions extends TenantOptions {
  readonly group: readonly string[]
  readonly limit: string
}

export default defineCommand({
  name: 'faces',
  summary: 'Groups of registered faces, and who is in them',
  configure(command, io) {
    configureGroups(command.command('groups').description('the face groups of a tenant'), io)

    configureTemplates(command, io)

    const search = command.command('search').description('look for the face of a picture in groups')
    withTenant(search)
      .argument('<image>')
      .requiredOption('--group <code...>', 'the groups to look in')
      .option('--limit <count>', 'at most so many', '5')
      .action(async (image: string, options: SearchOptions) => {
        const { tenant, group: codes } = options
        const args = { tenant, codes, limit: Number(options.limit), template: await templateOf(image, io) }
        const found = await administerFrom<readonly Found[]>(options, 'faces.search', args)
        io.answer(found, found.length === 0 ? 'Nobody.' : found.map(line))
      })
  },
})

function configureGroups(groups: Command, io: CommandIo): void {
  withTenant(groups.command('list').description('list the groups')).action(async (options: TenantOptions) => {
    const listed = await administerFrom<readonly ShownGroup[]>(options, 'faces.groups.list', { tenant: options.tenant })
    io.answer(
      listed,
      listed.map(({ code, name, faces }) => `${code}  ${faces}  ${name}`),
    )
  })

  withTenant(groups.command('create').description('make a group'))
    .argument('<code>', 'letters, digits, - and _')
    .option('--name <name>', 'name for people (default: the code)')
    .option('--description <text>')
    .action(async (code: string, options: TenantOptions & { name?: string; description?: string }) => {
      const { tenant, name, description } = options
      const label = { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) }
      io.answer(await administerFrom(options, 'faces.groups.create', { tenant, code, ...label }))
    })

  withTenant(groups.command('show').description('show a group'))
    .argument('<code>')
    .action(async (code: string, options: TenantOptions) =>
      io.answer(await administerFrom(options, 'faces.groups.show', { tenant: options.tenant, code })),
    )

  withTenant(groups.command('delete').description('delete a group with every face in it; cannot be taken back'))
    .argument('<code>')
    .action(async (code: string, options: TenantOptions) =>
      io.answer(await administerFrom(options, 'faces.groups.delete', { tenant: options.tenant, code })),
    )
}

function configureTemplates(command: Command, io: CommandIo): void {
  withTenant(command.command('models').description('which networks described the registered faces')).action(
    async ({ tenant, ...options }: TenantOptions) => {
      const counts = await administerFrom<readonly TemplateCount[]>(options, 'faces.models', { tenant })
      io.answer(
        counts,
        counts.map(({ groupCode, model, faces }) => `${groupCode}  ${faces}  ${model.id} ${model.sha256.slice(0, 8)}`),
      )
    },
  )

  withTenant(
    command
      .command('renew')
      .description('describe registered faces anew, from their pictures, after a change of network'),
  ).action(async ({ tenant, ...options }: TenantOptions) => {
    const lost: string[] = []
    let renewed = 0
    for (let after: number | undefined = 0; after !== undefined; ) {
      const portion: Portion = await administerFrom<Portion>(options, 'faces.renew', { tenant, after })
      renewed += portion.renewed
      lost.push(...portion.lost)
      after = portion.next
      io.progress(`${renewed} described anew, ${lost.length} without a usable picture`)
    }
    io.answer({ renewed, lost }, [
      `${renewed} faces are described by today's network.`,
      ...lost.map((faceId) => `${faceId} cannot be: register this person anew, or delete the record.`),
    ])
  })
}

function withTenant(command: Command): Command {
  return withDataOptions(command).option('--tenant <id>', 'tenant of the groups', 'default')
}

function line({ groupCode, faceId, merchantUserId, score }: Found): string {
  return `${score}  ${groupCode}  ${faceId}  ${merchantUserId}`
}

/** Made here: a picture does not have to leave the operator's terminal. */
async function templateOf(image: string, io: CommandIo) {
  const { calibrationOf, describeFace } = await import('@bonafide/engine')
  return withEngine(io, async ({ tools, pictures }) => {
    const face = await describeFace(await pictures.decode(await readFile(image)), tools)
    if (face === undefined) throw new CommandError(`${image} shows no face.`)
    const { id, sha256 } = tools.models.faceEmbedder
    const calibration = calibrationOf(tools.models.faceEmbedder).selfie
    return { model: { id, sha256 }, values: [...face.template.values], calibration }
  })
}
