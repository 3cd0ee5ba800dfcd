// `npm run chaos`: kills processes, breaks disks, takes the database away, repeats requests and upgrades under load, and
// prints what came of it. Options: --only kill|sync|disk|outage|replay|upgrade|rotation|clock|backup, --database embedded|postgres, --rounds 200,
// --seed 1, --syncs 12, --faults 8, --outage 30, --replays 100000. PostgreSQL is needed; broken disks need strace and root.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    syncs: { type: 'string', default: '12' },
    faults: { type: 'string', default: '8' },
    outage: { type: 'string', default: '30' },
    replays: { type: 'string', default: '100000' },
    only: { type: 'string' },
  },
})
const env = {
  ...process.env,
  BONAFIDE_TEST_KILLS: values.rounds,
  BONAFIDE_TEST_SEED: values.seed,
  BONAFIDE_TEST_SYNCS: values.syncs,
  BONAFIDE_TEST_FAULTS: values.faults,
  BONAFIDE_TEST_REFUSALS: '20',
  BONAFIDE_TEST_OUTAGE_SECONDS: values.outage,
  BONAFIDE_TEST_REPLAYS: values.replays,
  ...(values.database === undefined ? {} : { BONAFIDE_TEST_CHAOS_DATABASE: values.database }),
}
const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
if (build.status !== 0) process.exit(1)
const files = values.only === undefined ? [] : [`tests/chaos/${values.only}.test.ts`]
const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--project', 'chaos', ...files], {
  stdio: 'inherit',
  env,
})
process.exit(status ?? 1)
