import type { Options } from './options.ts'
export async function startCheck(_options: Options): Promise<number> {
  return 1006
}
