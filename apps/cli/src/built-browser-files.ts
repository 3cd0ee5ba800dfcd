import { fileURLToPath } from 'node:url'

/** The browser SDK: beside the entry of its package, whether that runs from its sources or from its build. */
export function builtBrowserFiles(): string {
  return fileURLToPath(new URL('../dist/browser', import.meta.resolve('@bonafide/sdk-web')))
}
