import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Models, SpellingNetwork } from '@bonafide/engine'
import { ModelError } from './model-error.ts'
import type { ModelEntry, ModelName } from './models/model-entry.ts'
import { MODEL_TABLE } from './models/model-table.ts'
import { openSession } from './open-session.ts'
import { type OpenPlugIns, openPlugIns } from './plug-ins/open-plug-ins.ts'
import type { PlugIns } from './plug-ins/plug-in-schema.ts'
import { type ModelFiles, verifyBytes } from './prepare-models.ts'
import { traditionalForms } from './traditional-forms.ts'

/** Networks that hold native memory until they are closed. */
export type OpenModels = Models & { close(): Promise<void> }

/**
 * Opens the networks, those of the operator's own in the place of the packaged ones. Throws a `ModelError` when a file has
 * another SHA-256 than the model table or the operator says: nothing runs on altered networks.
 */
export async function openModels(files: ModelFiles, plugIns: PlugIns = {}): Promise<OpenModels> {
  const opened: [ModelName, OpenNetwork][] = []
  let own: OpenPlugIns | undefined
  const close = async () => {
    await Promise.all([own?.close(), ...opened.map(([, network]) => network.close())])
  }
  try {
    own = await openPlugIns(plugIns)
    const { close: _close, ...replacing } = own
    for (const entry of MODEL_TABLE) {
      if (entry.name in replacing) continue
      const open = () => openNetwork(entry, files[entry.name])
      opened.push([entry.name, entry.openedOnDemand === true ? onDemand(entry, open) : await open()])
    }
    const networks = Object.fromEntries(opened) as Record<ModelName, OpenNetwork>
    return { ...networks, ...replacing, close }
  } catch (error) {
    await close()
    throw error
  }
}

interface OpenNetwork extends SpellingNetwork {
  close(): Promise<void>
}

/** A network that is opened at its first use; two first uses at once open it once. */
function onDemand({ id, sha256 }: ModelEntry, open: () => Promise<OpenNetwork>): OpenNetwork {
  let opening: Promise<OpenNetwork> | undefined
  let closed = false
  return {
    id,
    sha256,
    characters: [],
    run: async (input) => {
      if (closed) throw new ModelError('model-closed', `${id} is closed`)
      opening ??= open()
      return (await opening).run(input)
    },
    close: async () => {
      closed = true
      await opening?.then((network) => network.close())
    },
  }
}

async function openNetwork(entry: ModelEntry, path: string): Promise<OpenNetwork> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (entry.source.kind === 'own') return undefined
    throw new ModelError('model-missing', `${path} cannot be read`, { cause })
  })
  if (bytes === undefined) return missingNetwork(entry)
  verifyBytes(entry, bytes, path)
  const characters = await readCharacters(entry, path)
  const traditional = entry.characters === undefined ? {} : { traditional: traditionalForms() }
  return { id: entry.id, sha256: entry.sha256, characters, ...traditional, ...(await openSession(bytes)) }
}

/** The characters that the classes of a network stand for; none where it does not spell. */
async function readCharacters({ id, characters }: ModelEntry, path: string): Promise<readonly string[]> {
  if (characters === undefined) return []
  const beside = join(dirname(path), characters.file)
  const bytes = await readFile(beside).catch((cause: unknown) => {
    throw new ModelError('model-missing', `${beside} cannot be read`, { cause })
  })
  verifyBytes({ id, sha256: characters.sha256 }, bytes, beside)
  // The classes of the network go on with a space after the last line.
  return [...bytes.toString('utf8').replace(/\n$/, '').split(/\r?\n/), ' ']
}

/** A network of our own that this copy does not contain: everything else works, and whoever asks for it is told. */
function missingNetwork(entry: ModelEntry): OpenNetwork {
  return {
    id: entry.id,
    sha256: entry.sha256,
    characters: [],
    run: async () => {
      throw new ModelError('model-missing', `The network ${entry.id} is not part of this copy`)
    },
    close: async () => {},
  }
}
