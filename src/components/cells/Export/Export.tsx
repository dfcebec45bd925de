/**
 * Files of a mix or a master: chosen, rendered in the worker, written, read back and measured. What the table says was
 * measured on the file, not taken from the settings.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { DELIVERY_TASKS, deliveryPassed, judgeDelivery } from '../../../course/delivery/checks.ts';
import type { DeliveryTask } from '../../../course/delivery/checks.ts';
import type { Bits, FileFormat, Rate } from '../../../course/delivery/format.ts';
import { isLimited, VERSION_LABELS, vocalTracks } from '../../../course/delivery/versions.ts';
import type { LimiterChoice, VersionId } from '../../../course/delivery/versions.ts';
import { decibels, number } from '../../../dsp/core/params.ts';
import type { Dither } from '../../../dsp/files/dither.ts';
import { makeFiles } from '../../../state/delivery.ts';
import { markPassed } from '../../../state/progress.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { Field } from '../../controls/Field.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { island } from '../island.tsx';
import { Cell } from '../Cell.tsx';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { useMix } from '../use-mix.ts';
import { Files } from './Files.tsx';
import type { Held } from './Files.tsx';
import { EARLIER_S, endLabel, formatSays, lastBarLine, listVersions, readVersions } from './settings.ts';
import type { End, Start } from './settings.ts';
import './export.css';

export interface ExportProps {
  lesson: string | null;
  on: string;
  /** What can be made: mix, instrumental, vocal-up, stems, or master, streaming, cd, vinyl. */
  versions?: string;
  /** The mix that the vinyl pre-master is made of; `on` unless told. */
  vinyl?: string;
  /** What the files are judged by; without it they are only measured. */
  task?: DeliveryTask;
  n?: string;
  title?: string;
  first?: string;
}

const RATE_CHOICES = [
  { id: '44100', label: '44.1 kHz' },
  { id: '48000', label: '48 kHz' },
  { id: '88200', label: '88.2 kHz' },
  { id: '96000', label: '96 kHz' },
] as const;
const BIT_CHOICES = [
  { id: '16', label: '16-bit' },
  { id: '24', label: '24-bit' },
  { id: '32', label: '32-bit float' },
] as const;
const DITHER_CHOICES: readonly { id: Dither; label: string }[] = [
  { id: 'none', label: 'No dither' },
  { id: 'tpdf', label: 'TPDF' },
  { id: 'shaped', label: 'Shaped' },
];
const START_CHOICES: readonly { id: Start; label: string }[] = [
  { id: 'zero', label: 'At 0:00' },
  { id: 'earlier', label: `${EARLIER_S} s earlier` },
];
const LIMITER_CHOICES: readonly { id: LimiterChoice; label: string }[] = [
  { id: 'on', label: 'Leave it on' },
  { id: 'off', label: 'Switch it off' },
  { id: 'both', label: 'A file of each' },
];
/** Versions that only a session on stems can give. */
const OF_STEMS: readonly VersionId[] = ['instrumental', 'vocal-up', 'stems'];
const VOCAL_UP = decibels('Vocal up', { min: 0.5, max: 4, default: 1 });
const TAKE = number('Take', '', { min: 1, max: 20, default: 1, decimals: 0 });

function ExportCell({
  lesson,
  on,
  versions: versionText = 'mix instrumental vocal-up stems',
  vinyl,
  task,
  n,
  title = 'Export',
  first,
}: ExportProps) {
  const mix = useMix(lesson, on);
  const vinylMix = useMix(lesson, vinyl ?? on);
  const offered = readVersions(versionText);
  if (offered.some((id) => OF_STEMS.includes(id)) && vocalTracks(mix.session.value, mix.song).length === 0)
    throw new Error(
      `<Export on="${on}" versions="${versionText}">: this mix has no vocal tracks to leave out or raise.`,
    );
  // With a task, it begins as export windows do: what has to be thought about is not set yet.
  const begin = task === undefined;
  const chosen = useSignal<VersionId[]>(offered.slice(0, 1));
  const vocalUpDb = useSignal(1);
  const format = useSignal<FileFormat>(
    begin ? { rate: 48_000, bits: 24, dither: 'none' } : { rate: 44_100, bits: 16, dither: 'none' },
  );
  const start = useSignal<Start>(begin ? 'earlier' : 'zero');
  const end = useSignal<End>(begin ? 'silence' : 'bar');
  const limiter = useSignal<LimiterChoice>('on');
  const take = useSignal(1);
  const files = useSignal<Held[]>([]);
  const running = useSignal<{ done: number; what: string } | null>(null);
  const said = useSignal('');
  const abort = useRef<AbortController | null>(null);

  useEffect(
    () => () => {
      abort.current?.abort();
      for (const { url } of files.peek()) URL.revokeObjectURL(url);
    },
    [],
  );

  const sessionOf = (version: VersionId) => (version === 'vinyl' ? vinylMix : mix).session.value;
  const limited = chosen.value.some((version) => isLimited(sessionOf(version)));
  const offersVocalUp = chosen.value.includes('vocal-up');
  const { bits } = format.value;

  const make = async () => {
    if (running.value || chosen.value.length === 0) return;
    const controller = new AbortController();
    abort.current = controller;
    running.value = { done: 0, what: '' };
    said.value = '';
    try {
      await makeFiles(
        {
          song: mix.song,
          versions: chosen.value.map((version) => ({ version, session: sessionOf(version) })),
          take: take.value,
          format: bits === 32 ? { ...format.value, dither: 'none' } : format.value,
          range: {
            leadS: start.value === 'earlier' ? EARLIER_S : 0,
            endS: end.value === 'bar' ? lastBarLine(mix.song).atS : null,
          },
          vocalUpDb: vocalUpDb.value,
          limiter: limiter.value,
        },
        {
          signal: controller.signal,
          onProgress: (done, what) => (running.value = { done, what }),
          onFile: ({ bytes, ...file }) => {
            const url = URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }));
            for (const old of files.value) if (old.name === file.name) URL.revokeObjectURL(old.url);
            files.value = [...files.value.filter(({ name }) => name !== file.name), { ...file, url }];
          },
        },
      );
      const count = files.value.length;
      said.value = `Written, read back and measured: ${count} ${count === 1 ? 'file' : 'files'}.`;
      if (task && lesson && deliveryPassed(task, judgeDelivery(task, files.value))) {
        void markPassed(lesson, task);
      }
    } catch (error) {
      said.value =
        error instanceof DOMException && error.name === 'AbortError'
          ? 'Cancelled. What was finished before is still here.'
          : error instanceof Error
            ? error.message
            : 'The files could not be made.';
    } finally {
      running.value = null;
      abort.current = null;
    }
  };
  const remove = (name: string) => {
    for (const file of files.value) if (file.name === name) URL.revokeObjectURL(file.url);
    files.value = files.value.filter((file) => file.name !== name);
  };

  const results = task ? judgeDelivery(task, files.value) : [];
  const passed = task !== undefined && deliveryPassed(task, results);
  const percent = Math.round((running.value?.done ?? 0) * 100);
  return (
    <Cell n={n} title={title} mix={mix} first={first}>
      <div class="export-settings">
        <div class="export-row" role="group" aria-label="What to make">
          <span class="export-label">What</span>
          {offered.map((version) => (
            <Toggle
              key={version}
              value={chosen.value.includes(version)}
              onChange={(on) =>
                (chosen.value = offered.filter((id) => (id === version ? on : chosen.value.includes(id))))
              }
            >
              {VERSION_LABELS[version]}
            </Toggle>
          ))}
          {offersVocalUp && (
            <span class="export-field">
              up by
              <Field
                param={VOCAL_UP}
                value={vocalUpDb.value}
                onChange={(db) => (vocalUpDb.value = db)}
                name="Vocals up"
              />
            </span>
          )}
        </div>
        <div class="export-row">
          <span class="export-label">Format</span>
          <Choice
            name="Sample rate"
            choices={RATE_CHOICES}
            value={String(format.value.rate) as (typeof RATE_CHOICES)[number]['id']}
            onChange={(rate) => (format.value = { ...format.value, rate: Number(rate) as Rate })}
          />
          <Choice
            name="Bits"
            choices={BIT_CHOICES}
            value={String(bits) as (typeof BIT_CHOICES)[number]['id']}
            onChange={(next) => (format.value = { ...format.value, bits: Number(next) as Bits })}
          />
          <Choice
            name="Dither"
            choices={DITHER_CHOICES}
            value={bits === 32 ? 'none' : format.value.dither}
            disabled={bits === 32}
            onChange={(dither) => (format.value = { ...format.value, dither })}
          />
        </div>
        <div class="export-row">
          <span class="export-label">From</span>
          <Choice
            name="Starts"
            choices={START_CHOICES}
            value={start.value}
            onChange={(v) => (start.value = v)}
          />
          <span class="export-label">to</span>
          <Choice<End>
            name="Ends"
            choices={[
              { id: 'bar', label: endLabel(mix.song) },
              { id: 'silence', label: 'When it is silent' },
            ]}
            value={end.value}
            onChange={(v) => (end.value = v)}
          />
          <span class="export-field">
            Take
            <Field param={TAKE} value={take.value} onChange={(v) => (take.value = v)} name="Take" />
          </span>
        </div>
        {limited && (
          <div class="export-row">
            <span class="export-label">Limiter</span>
            <Choice
              name="The limiter on the stereo output"
              choices={LIMITER_CHOICES}
              value={limiter.value}
              onChange={(v) => (limiter.value = v)}
            />
          </div>
        )}
        <p class="export-says">{formatSays(format.value)}</p>
      </div>
      <div class="cell-foot">
        <Button
          kind="primary"
          disabled={running.value !== null || chosen.value.length === 0}
          onClick={() => void make()}
        >
          Make the files
        </Button>
        {running.value && (
          <>
            <progress class="export-progress" max={100} value={percent} aria-label="Making the files" />
            <span class="export-percent">
              {running.value.what} {percent} %
            </span>
            <Button onClick={() => abort.current?.abort()}>Cancel</Button>
          </>
        )}
        <span class="export-said" role="status">
          {chosen.value.length === 0 ? 'Choose at least one version.' : said.value}
        </span>
      </div>
      {files.value.length > 0 && (
        <Files song={mix.song} files={files.value} remove={remove} id={`${mix.id}/export`} />
      )}
      {task && (
        <>
          <CheckList exercise={{ checks: DELIVERY_TASKS[task] }} results={results} />
          <p class="exercise-says cell-text" role="status">
            {passed
              ? 'All met. These files can leave the house.'
              : files.value.length === 0
                ? 'Make files: they are read back and measured against this list.'
                : 'Not there yet: the hints say what to change. Make the files anew after each change.'}
          </p>
        </>
      )}
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {chosen.value.length === 0
            ? 'Nothing is chosen'
            : `${listVersions(chosen.value)} of ${mix.song.title}`}
          , at {format.value.rate / 1000} kHz and {bits} bits
          {bits === 32
            ? ' (floating point)'
            : format.value.dither === 'none'
              ? ' without dither'
              : `, ${format.value.dither === 'tpdf' ? 'TPDF' : 'shaped'} dither`}
          ; from{' '}
          {start.value === 'earlier' ? 'half a second before the session’s start' : 'the session’s start'} to{' '}
          {end.value === 'bar' ? `bar ${lastBarLine(mix.song).bar}` : 'when what rings out is silent'}.{' '}
          {files.value.length === 0
            ? 'No file has been made yet.'
            : `${files.value.length} ${files.value.length === 1 ? 'file has' : 'files have'} been made; the table gives what was measured.`}
        </p>
      </details>
    </Cell>
  );
}

export const Export = island(ExportCell);
