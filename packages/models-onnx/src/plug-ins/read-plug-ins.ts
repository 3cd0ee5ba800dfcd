import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ModelError } from '../model-error.ts'
import { PLUG_IN_SCHEMA, type PlugIns } from './plug-in-schema.ts'

/**
 * Reads the file that names networks of the operator's own. Paths in it are relative to its folder. Throws a `ModelError`
 * that names every key that is wrong, and one of its own for an embedder whose distances nobody has measured.
 */
export async function readPlugIns(path: string): Promise<PlugIns> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ModelError('model-missing', `${path} cannot be read`, { cause })
  })
  const parsed = PLUG_IN_SCHEMA.safeParse(parseJson(text, path))
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`)
    throw new ModelError('plug-ins-invalid', `${path} is wrong:\n${problems.join('\n')}`)
  }
  const { embedder } = parsed.data
  if (embedder !== undefined && embedder.thresholds === undefined) {
    throw new ModelError(
      'model-uncalibrated',
      `${embedder.id} has no thresholds. Write provisional ones, run bonafide evaluate faces with this file, and take over the distances that it prints.`,
    )
  }
  return withAbsolutePaths(parsed.data, dirname(resolve(path)))
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ModelError('plug-ins-invalid', `${path} is not JSON`, { cause })
  }
}

function withAbsolutePaths({ detector, embedder, antiSpoof }: PlugIns, folder: string): PlugIns {
  const absolute = <Entry extends { readonly path: string }>(entry: Entry) => ({
    ...entry,
    path: resolve(folder, entry.path),
  })
  return {
    ...(detector === undefined ? {} : { detector: absolute(detector) }),
    ...(embedder === undefined ? {} : { embedder: absolute(embedder) }),
    ...(antiSpoof === undefined ? {} : { antiSpoof: absolute(antiSpoof) }),
  }
}
