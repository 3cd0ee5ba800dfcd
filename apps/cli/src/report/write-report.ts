import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError } from '../define-command.ts'
import { documentsPage } from './documents-page.ts'
import { facesPage } from './faces-page.ts'
import { livenessPage } from './liveness-page.ts'
import { type Page, pageHtml } from './page.ts'

/** Pages are made from the JSON documents of the reports, so that one kept from an earlier version can be drawn too. */
const PAGES: Readonly<Record<string, (report: unknown) => Page>> = {
  faces: facesPage,
  liveness: livenessPage,
  documents: documentsPage,
}

/** Writes the report of an evaluation as a page beside its JSON document; answers where the page is. */
export async function writeReport(what: string, report: object, folder: string): Promise<string> {
  const page = PAGES[what]
  if (page === undefined) throw new CommandError(`There is no report page for ${what}`)
  await mkdir(folder, { recursive: true })
  const json = JSON.stringify(report)
  await writeFile(join(folder, `${what}.json`), json)
  const path = join(folder, `${what}.html`)
  await writeFile(path, pageHtml(page(JSON.parse(json))))
  return path
}
