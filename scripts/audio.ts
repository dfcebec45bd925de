/**
 * The engine on the command line: `npm run --silent audio -- measure|effects|process|render …`.
 * What cannot be done is said in one line on standard error, with exit code 2 and nothing half-written.
 */
import { Refusal } from './audio/refusal.ts';

const USAGE = `usage: audio measure FILE… [--series]
       audio effects
       audio process SPEC.json IN.wav OUT.wav
       audio render SESSION.json OUT.wav [--rate N] [--bits 16|24|32] [--dither tpdf|shaped|none] [--from S --to S] [--stems DIR]
`;

/** Commands load what they need: measuring a file should not wait for the mixer to compile. */
async function run(command: string | undefined, args: string[]): Promise<void> {
  switch (command) {
    case 'measure':
      return (await import('./audio/measure.ts')).measureCommand(args);
    case 'effects':
      return (await import('./audio/effects.ts')).effectsCommand(args);
    case 'process':
      return (await import('./audio/process.ts')).processCommand(args);
    case 'render':
      return (await import('./audio/render.ts')).renderCommand(args);
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return;
    default:
      throw new Refusal(
        `${command === undefined ? 'no command' : `there is no command "${command}"`}; measure, effects, process and render there are, and --help says what they take`,
      );
  }
}

// Whoever reads the output may stop early (`| head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await run(process.argv[2], process.argv.slice(3));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
