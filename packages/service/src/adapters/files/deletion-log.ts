import { open, readFile, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readReceipt, writeReceipt } from '../../custody/receipts.ts'
import type { Deletion, DeletionLog } from '../../ports/deletions.ts'
import { syncFolder } from './sync-folder.ts'

/** A line of the deletion log is none of its own. */
export class DeletionLogInvalid extends Error {
  readonly code = 'deletion-log-invalid'
}

/** The deletion log as a file: one receipt a line, only ever appended to. There is no file before the first deletion. */
export function createDeletionLog(path: string): DeletionLog {
  return {
    async read() {
      const text = await readIfThere(path)
      const end = text.lastIndexOf('\n') + 1
      // The end of a write that a crash cut off; its deletion was never acknowledged.
      if (end < text.length) await truncate(path, Buffer.byteLength(text.slice(0, end)))
      const lines = text.slice(0, end).split('\n').slice(0, -1)
      return lines.map((line, index) => readLine(line, path, index + 1))
    },
    async append(deletions) {
      if (deletions.length === 0) return
      const file = await open(path, 'a', 0o600)
      const { size } = await file.stat()
      try {
        await file.writeFile(deletions.map((deletion) => `${writeReceipt(deletion)}\n`).join(''))
        await file.sync()
      } catch (error) {
        // Half a line, from a full disk, would spoil the next one.
        await file.truncate(size).catch(() => undefined)
        throw error
      } finally {
        await file.close()
      }
      await syncFolder(dirname(path))
    },
  }
}

function readLine(line: string, path: string, number: number): Deletion {
  try {
    return readReceipt(line)
  } catch (cause) {
    throw new DeletionLogInvalid(`Line ${number} of ${path} is not a deletion. Put the file back as it was.`, { cause })
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
