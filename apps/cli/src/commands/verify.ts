import { defineCommand } from '../define-command.ts'
import { withEngine } from '../open-engine.ts'
import type { VerifyOptions } from '../verify/verify-options.ts'

// Here and not in the action: inside of it, tsc 6.0 leaves the `.ts` ending of an imported path as it is.
const loadRunner = async () => (await import('../verify/run-verification.ts')).runVerification

export default defineCommand({
  name: 'verify',
  summary: 'Plays merchant, SDK and person against a running service and prints the CheckResult body',
  configure(command, io) {
    command
      .option(
        '--key-file <file>',
        'access key as JSON, as the first start of a service writes it',
        'data/access-key.json',
      )
      .option('--service <origin>', 'origin of the service', 'http://127.0.0.1:7480')
      .option('--product <code>', 'eKYC_PRO, eKYC, FACE_LIVENESS or FACE_VERIFY', 'eKYC_PRO')
      .option('--specimen', 'print a specimen passport of the demo person and let her stand before the camera')
      .option('--document <image>', 'photograph of a document')
      .option('--person <still>', 'picture of the person; does what the challenge asks')
      .option('--face <clip>', 'recording to send as it is, whatever the challenge asks')
      .option('--reference <image>', 'picture to compare the face with (FACE_VERIFY)')
      .option('--seed <number>', 'fixes what the specimen says and how the person moves', '1')
      .action(async (options: VerifyOptions) => {
        const runVerification = await loadRunner()
        const { checkResult } = await withEngine(io, (engine) => runVerification(options, engine, io))
        io.answer(checkResult)
      })
  },
})
