import { defineConfig } from 'vitest/config';

const node = (name: string, include: string[], testTimeout = 20_000) => ({
  test: { name, include, environment: 'node' as const, testTimeout, hookTimeout: 120_000 },
});

export default defineConfig({
  test: {
    // Two processors are what the course is made on: both work, or the exercises alone take minutes.
    maxWorkers: '100%',
    projects: [
      node('unit', [
        'tests/{dsp,session,course,state,components,content,integrations,scripts}/**/*.test.{ts,tsx}',
      ]),
      node('engine', ['tests/engine/**/*.test.ts'], 60_000),
      node('exercises', ['tests/exercises/**/*.test.ts'], 120_000),
    ],
  },
});
