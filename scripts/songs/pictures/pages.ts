/** A page a song, for looking: spectrogram and loudness of every stem, and of rough mix, mix and master. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadSong } from '../../../src/course/content/songs.ts';
import type { StemManifest } from '../../../src/engine/facade.ts';
import { audioFolder, cacheFolder } from '../pipeline/build.ts';
import { decodeOpus } from '../pipeline/opus.ts';
import { renderPreset } from '../pipeline/prints.ts';
import type { SongRecipe } from '../pipeline/recipe.ts';
import type { Channels } from '../signal/buffers.ts';
import { encodePng } from './png.ts';
import { pictureOf, WIDTH } from './spectrogram.ts';

const shipped = (song: string, entry: StemManifest): Promise<Channels> =>
  decodeOpus(new Uint8Array(readFileSync(path.join(audioFolder(song), entry.file))));

/** Draws a song's page into `.cache/songs/<id>/pictures` and returns its file. */
export async function drawPage(song: SongRecipe): Promise<string> {
  const { title, manifest, stems, sections, durationS } = loadSong(song.id);
  const folder = path.join(cacheFolder(song.id), 'pictures');
  mkdirSync(folder, { recursive: true });
  const rows: { label: string; file: string; figures: string }[] = [];
  const draw = (id: string, label: string, channels: Channels, figures: string): void => {
    writeFileSync(path.join(folder, `${id}.png`), encodePng(pictureOf(channels)));
    rows.push({ label, file: `${id}.png`, figures });
  };
  const figuresOf = ({ integratedLufs, truePeakDb }: StemManifest): string =>
    `${integratedLufs} LUFS, ${truePeakDb} dBTP`;
  for (const entry of manifest.stems) {
    const label = stems.find(({ id }) => id === entry.id)!.label;
    draw(entry.id, label, await shipped(song.id, entry), figuresOf(entry));
  }
  const prints = Object.entries(manifest.prints);
  for (const [preset, entry] of prints)
    draw(entry.id, preset, await shipped(song.id, entry), figuresOf(entry));
  if (prints.length === 0) {
    for (const name of ['rough', 'mix'])
      draw(name, `${song.id}/${name}@1`, await renderPreset(song, `${song.id}/${name}@1`), 'rendered');
  }
  const marks = sections
    .map(
      ({ label, fromS }) =>
        `<span style="left:${((fromS / durationS) * WIDTH).toFixed(0)}px">${label}</span>`,
    )
    .join('');
  const page = path.join(folder, 'index.html');
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><title>${title}</title>
<style>body{background:#0b0d14;color:#dde;font:14px system-ui;margin:16px}figure{margin:0 0 14px}figcaption{margin:0 0 2px}
.marks{position:relative;height:18px;color:#99a}.marks span{position:absolute;border-left:1px solid #667;padding-left:3px}</style>
<h1>${title}</h1><p>Above: 40 Hz to 20 kHz, evenly in octaves, −110 to −30 dB. Below: momentary loudness, −5 to −65 LUFS, a line at every ten.</p>
${rows.map(({ label, file, figures }) => `<figure><figcaption>${label} · ${figures}</figcaption><div class="marks">${marks}</div><img src="${file}" alt=""></figure>`).join('\n')}\n`,
  );
  return page;
}
