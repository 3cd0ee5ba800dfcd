import { readFile } from 'node:fs/promises'
import { CommandError } from '../define-command.ts'

export interface AccessKeyPair {
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

/** Reads the file that the first start of a service writes, or what `bonafide keys create --json` printed. */
export async function readKeyFile(path: string): Promise<AccessKeyPair> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CommandError(`The access key file ${path} cannot be read`, { cause })
  })
  const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret } = parseObject(text, path)
  if (typeof accessKeyId !== 'string' || typeof accessKeySecret !== 'string') {
    throw new CommandError(`${path} does not hold AccessKeyId and AccessKeySecret`)
  }
  return { accessKeyId, accessKeySecret }
}

function parseObject(text: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value))
  } catch (cause) {
    throw new CommandError(`${path} is not JSON`, { cause })
  }
  throw new CommandError(`${path} is not a JSON object`)
}
