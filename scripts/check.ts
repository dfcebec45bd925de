/** `npm run check`: types, lint, import rules, unused code, formatting. Runs all of them and names those that fail. */
import { spawnSync } from 'node:child_process';

const CHECKS: [name: string, command: string, ...args: string[]][] = [
  [
    'types of pages and components',
    'astro',
    'check',
    '--minimumFailingSeverity',
    'error',
    '--minimumSeverity',
    'error',
  ],
  ['types of the pure core, without the DOM', 'tsc', '-p', 'tsconfig.core.json'],
  ['lint', 'eslint', '.', '--max-warnings', '0'],
  ['who may import whom', 'depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ['unused files, exports and packages', 'knip', '--no-progress'],
  ['formatting', 'prettier', '--check', '.', '--log-level', 'warn'],
];

const failed: string[] = [];
for (const [name, command, ...args] of CHECKS) {
  const started = performance.now();
  const { status } = spawnSync('npx', ['--no-install', command, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  console.log(
    `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) console.log(`Failed: ${failed.join('; ')}.`);
process.exitCode = failed.length > 0 ? 1 : 0;
