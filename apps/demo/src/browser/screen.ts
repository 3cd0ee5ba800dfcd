import type { ApplicationView } from '../application-view.ts'
import type { Options } from './options.ts'

/** What a screen is given: what to show, and how to move on. */
export interface Context {
  readonly view: ApplicationView
  readonly options: Options
  /** Why the customer is back without a result. */
  readonly note: string | undefined
  /** Shows the screen at an address; a new view replaces the one that was known. */
  readonly go: (path: Path, change?: { readonly view?: ApplicationView; readonly note?: string }) => void
}

export type Path = '/' | '/details' | '/check' | '/result'

/** Fills a fresh copy of its template and wires it. Answers what stops it when the customer moves on. */
// biome-ignore lint/suspicious/noConfusingVoidType: most screens have nothing to stop
export type Screen = (root: DocumentFragment, context: Context) => (() => void) | void
