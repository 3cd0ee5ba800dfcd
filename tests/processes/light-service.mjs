// The service as a process of its own whose judge decides at once: what is tried is everything around judging.
import { createLog, readConfig, startService } from '@bonafide/service'

/** A genuine person, whatever was sent. */
const PASSED = { outcome: 'passed', policyId: 'default-1', models: [], findings: [] }
/** Long enough that a process is often killed in the middle of a judgement. */
const JUDGING_MS = Number(process.env.LIGHT_JUDGING_MS ?? 40)

/** Milliseconds since 1970 at which the clock of this process stands still; it goes on where none is set. */
const CLOCK_STANDS_AT = process.env.LIGHT_CLOCK_STANDS_AT

const { config } = readConfig(process.env)
const log = createLog(config.logLevel, { write: (line) => void process.stderr.write(line) })
const judge = {
  judge: () => new Promise((judged) => setTimeout(() => judged({ decision: PASSED, stageMs: {} }), JUDGING_MS)),
  inspectFace: async () => ({ facesSeen: 1, width: 480, height: 640, usable: true }),
  describeFace: async () => ({ facesSeen: 0 }),
  judgePictures: async () => PASSED,
  close: async () => undefined,
}
const clock = CLOCK_STANDS_AT === undefined ? {} : { clock: { now: () => new Date(Number(CLOCK_STANDS_AT)) } }
const service = await startService({ config, log, judge, browserFiles: config.dataDir, ...clock })
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void service.close().then(() => process.exit(0)))
