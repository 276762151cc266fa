import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const strict = { globals: false, allowOnly: false, restoreMocks: true } as const

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [react()],
        test: {
          ...strict,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/{architecture,performance}/**/*.test.ts'],
          // The first file of a run pays for starting an embedded database.
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...strict,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...strict,
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          // Each file keeps both processor cores busy by itself.
          fileParallelism: false,
          // A minute on an idle machine; a busy one may take its time.
          testTimeout: 900_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...strict,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/a11y/**/*.test.ts'],
          exclude: ['tests/e2e/package.test.ts'],
          globalSetup: ['tests/support/display.ts'],
          // Real desks share two processor cores: side by side they would only measure each other.
          fileParallelism: false,
          // What must be quick says so itself; the rest may take its time on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...strict,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts', 'tests/golden/**/*.test.ts'],
          exclude: ['tests/golden/write-golden.test.ts'],
          globalSetup: ['tests/faults/global-setup.ts'],
          // Much of it waits for somebody else's silence: two files at a time, for the two processor cores.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Not a test of anything: `npm run golden`.
        test: { ...strict, name: 'golden', include: ['tests/golden/write-golden.test.ts'], hookTimeout: 60_000 },
      },
      {
        test: {
          ...strict,
          name: 'package',
          include: ['tests/e2e/package.test.ts'],
          globalSetup: ['tests/support/display.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
