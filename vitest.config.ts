import { defineConfig } from 'vitest/config'

const resolve = { conditions: ['bonafide-source', 'node', 'import', 'default'] }
// No 'import' here: vitest hands these to the worker's own Node, whose require() would then load ES modules (pg does).
const ssr = { resolve: { conditions: ['bonafide-source', 'node'] } }
// A poll ends as soon as it holds; its limit is for what never does, not for a busy machine.
const shared = { expect: { requireAssertions: true, poll: { timeout: 30_000 } } } as const

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          ...shared,
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'apps/*/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          ...shared,
          name: 'wire',
          include: ['tests/wire/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          ...shared,
          name: 'chaos',
          include: ['tests/chaos/**/*.test.ts', 'tests/load/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          // Processes are killed and machines made busy: nothing else beside them.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          ...shared,
          // What `npm test` runs of it; without settings of `npm run chaos` that is one fault.
          name: 'chaos-short',
          include: ['tests/chaos/disk.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/support/build-browser-files.ts'],
          // After every one of them: no request to another origin, no violated policy.
          setupFiles: ['tests/e2e/support/manners.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // Cameras run in real time: nothing else beside them.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
