/** The files that were made, with what was measured on them; links to download them, and the list as text. */
import { useSignal } from '@preact/signals';
import type { Delivered } from '../../../course/delivery/delivered.ts';
import { figuresOf, reportText, writeFormat, writeMegabytes } from '../../../course/delivery/report.ts';
import type { SongInfo } from '../../../course/types.ts';
import { pause, sounding, transport } from '../../../state/audio.ts';
import { clipOf, openClips } from '../../../state/clips.ts';
import type { MadeFile } from '../../../state/delivery.ts';
import { fingerprint } from '../../../state/delivery.ts';
import { Button } from '../../controls/Button.tsx';
import { written } from '../../controls/value.ts';

/** A file that can be downloaded. */
export interface Held extends Delivered, Pick<MadeFile, 'ending'> {
  url: string;
}

interface FilesProps {
  song: SongInfo;
  files: Held[];
  remove: (name: string) => void;
  /** Programme id of listening to an end. */
  id: string;
}

/** The format stands under the name. */
const inColumn = ({ label }: { label: string }): boolean => label !== 'Format';

export function Files({ song, files, remove, id }: FilesProps) {
  const labels = figuresOf(files[0]!.report)
    .filter(inColumn)
    .map(({ label }) => label);
  const hearing = sounding.value?.startsWith(`${id}/`) && transport.value.playing ? sounding.value : null;
  const hear = async (file: Held) => {
    const programme = `${id}/${file.name}`;
    if (hearing === programme) {
      pause();
      return;
    }
    const { left, right } = file.ending;
    const { frames, sampleRate } = file.report;
    const clip = await clipOf(left, right, Math.max(0, frames / sampleRate - left.length / 48_000));
    openClips({
      id: programme,
      song,
      clips: [{ id: 'end', clip }],
      heard: 'end',
      matched: false,
      loop: false,
    });
  };
  return (
    <div class="export-files">
      <div class="export-scroll" role="region" aria-label="Files and what was measured on them" tabindex={0}>
        <table>
          <caption>Measured on the files, after writing</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              {labels.map((label) => (
                <th scope="col" key={label}>
                  {label}
                </th>
              ))}
              <th scope="col">Fingerprints</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.name}>
                <th scope="row">
                  <a class="export-link" href={file.url} download={file.name} data-astro-prefetch="false">
                    {file.name}
                  </a>
                  <small>
                    {file.label}: {writeFormat(file.report)}, {writeMegabytes(file.report.bytes)}
                    {file.vocalsUpDb !== undefined && `, vocals ${written(file.vocalsUpDb, 'dB', 1, true)}`}
                    {file.stemsNullDb !== undefined &&
                      `, all stems against the mix: ${written(file.stemsNullDb, 'dB', 0)} left`}
                  </small>
                  <Button
                    kind="quiet"
                    name={`${hearing === `${id}/${file.name}` ? 'Stop' : 'Hear the end'}: ${file.name}`}
                    onClick={() => void hear(file)}
                  >
                    {hearing === `${id}/${file.name}` ? 'Stop' : 'Hear the end'}
                  </Button>
                  <Button kind="quiet" name={`Remove ${file.name}`} onClick={() => remove(file.name)}>
                    Remove
                  </Button>
                </th>
                {figuresOf(file.report)
                  .filter(inColumn)
                  .map(({ label, text }) => (
                    <td key={label}>{text}</td>
                  ))}
                <td class="export-sums">
                  <span title={file.report.md5}>MD5 {file.report.md5.slice(0, 8)}…</span>
                  <span title={file.report.sha256}>SHA-256 {file.report.sha256.slice(0, 8)}…</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <List song={song} files={files} />
    </div>
  );
}

/** The list as text to copy, and a copy of a file proved against it. */
function List({ song, files }: { song: SongInfo; files: Held[] }) {
  const said = useSignal('');
  const text = reportText(song.title, files);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = 'Copied.';
    } catch {
      said.value = 'Copying is not allowed here: select the text below.';
    }
  };
  const prove = async (file: File | undefined) => {
    if (!file) return;
    said.value = `Reading ${file.name}…`;
    try {
      const { sha256 } = await fingerprint(file);
      const same = files.find(({ report }) => report.sha256 === sha256);
      said.value = same
        ? `${file.name} is ${same.name}, bit for bit.`
        : `${file.name} is none of these files: it was changed, or is another one.`;
    } catch (error) {
      said.value = error instanceof Error ? error.message : 'The file could not be read.';
    }
  };
  return (
    <details class="export-list">
      <summary>The list as text, and proving a copy</summary>
      <div class="export-row">
        <Button onClick={() => void copy()}>Copy the list</Button>
        <label class="export-prove">
          Prove a downloaded copy
          <input
            type="file"
            accept=".wav,audio/wav"
            onChange={(e) => void prove(e.currentTarget.files?.[0])}
          />
        </label>
        <span role="status">{said.value}</span>
      </div>
      <pre tabindex={0} aria-label="The list">
        {text}
      </pre>
    </details>
  );
}
