// Run in a process of its own by specimen.test.ts: prints the hash of one specimen.
import { createHash } from 'node:crypto'
import { renderPassport, specimenFields } from '@bonafide/lab'

const portrait = { width: 60, height: 80, data: new Uint8Array(60 * 80 * 3).fill(150) }
const page = await renderPassport({ fields: specimenFields(4), portrait, seed: 4 })
process.stdout.write(createHash('sha256').update(page.data).digest('hex'))
