/**
 * `npm run songs [-- <id>] [-- --clean] [--no-encode]`: renders the songs' stems from their compositions.
 *
 * Without options every song is rendered, encoded to `public/audio/<id>/` and measured into its manifest; then its
 * presets are rendered over those stems and shipped as prints.
 * `--print master` leaves the stems as they are and ships that print anew; it may stand several times.
 * `--mixes` only measures the rough and the good mixes and prints their figures.
 * `--picture` draws a page for looking: spectrogram and loudness of each stem and print.
 * `--faults` only writes the table of built-in faults, `content/faults.generated.md`.
 * `--no-encode` writes WAV files into `.cache/songs/<id>/stems` instead, with `--clean` without the built-in
 * faults into `.cache/songs/<id>/clean`. For authors: needs ffmpeg and opusenc.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { emptyCells, faultsMarkdown } from './faults-table.ts';
import { HALF_A_ROOM } from './half-a-room/song.ts';
import { PAPER_LANTERNS } from './paper-lanterns/song.ts';
import { mixTable } from './mixes/table.ts';
import { drawPage } from './pictures/pages.ts';
import { PLATFORM_TWO } from './scene-platform/scene.ts';
import { SIGNAL_FIRE } from './signal-fire/song.ts';
import { releaseStems, writeWavs } from './pipeline/build.ts';
import { PRINTED, releasePrints } from './pipeline/prints.ts';

const SONGS = [PAPER_LANTERNS, SIGNAL_FIRE, HALF_A_ROOM, PLATFORM_TWO];

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        clean: { type: 'boolean', default: false },
        encode: { type: 'boolean', default: true },
        print: { type: 'string', multiple: true, default: [] },
        faults: { type: 'boolean', default: false },
        picture: { type: 'boolean', default: false },
        mixes: { type: 'boolean', default: false },
      },
      allowNegative: true,
    });
  } catch (error) {
    console.error(`${(error as Error).message.split('. ', 1)[0]}. scripts/songs/README.md has the options.`);
    process.exit(1);
  }
}

const { values, positionals } = readArguments();
const unknown = positionals.find((id) => !SONGS.some((song) => song.id === id));
if (unknown) {
  console.error(`There is no song "${unknown}". Songs: ${SONGS.map((song) => song.id).join(', ')}`);
  process.exit(1);
}
const unprinted = values.print.find((name) => !PRINTED.some((known) => known === name));
if (unprinted) {
  console.error(`"${unprinted}" does not ship as audio. Prints: ${PRINTED.join(', ')}`);
  process.exit(1);
}
if (values.faults) {
  // A scene has no faults built in: its task is the balance.
  const ids = SONGS.filter((song) => song !== PLATFORM_TWO).map(({ id }) => id);
  for (const empty of emptyCells(ids)) console.error(`  no fault for ${empty}`);
  writeFileSync(path.join('content', 'faults.generated.md'), faultsMarkdown(ids));
  process.exit(emptyCells(ids).length > 0 ? 1 : 0);
}
for (const song of SONGS.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
  const startedMs = Date.now();
  console.log(song.id);
  if (values.mixes)
    for (const line of song === PLATFORM_TWO ? [] : await mixTable(song.id)) console.log(`  ${line}`);
  else if (values.picture) console.log(`  ${await drawPage(song)}`);
  else if (values.print.length > 0)
    await releasePrints(song, (line) => console.log(`  ${line}`), values.print);
  else if (values.clean || !values.encode)
    console.log(`  WAV files in ${await writeWavs(song, values.clean)}`);
  else {
    const manifest = await releaseStems(song, (line) => console.log(`  ${line}`));
    const bytes = manifest.stems.reduce((sum, stem) => sum + stem.bytes, 0);
    console.log(`  ${(bytes / 1e6).toFixed(2)} MB of stems`);
    await releasePrints(song, (line) => console.log(`  ${line}`));
  }
  console.log(`  ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
}
