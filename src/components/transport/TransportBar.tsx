/**
 * The transport of whatever sounds. It stands on every page and outlives navigation, so it takes no props: all it
 * knows comes from the state.
 */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  current,
  dismissFault,
  fault,
  listening,
  loading,
  pause,
  play,
  retry,
  seek,
  setLoop,
  sounding,
  testTone,
  transport,
  waiting,
} from '../../state/audio.ts';
import { Help } from './Help.tsx';
import { Loudness } from './Loudness.tsx';
import { Lyrics } from './Lyrics.tsx';
import { Overview } from './Overview.tsx';
import { Says } from './Says.tsx';
import { isMastering, useOverview } from './use-overview.ts';
import { sectionAt } from './section.ts';
import { meansPlay } from './space-key.ts';
import { clock } from './time.ts';
import './transport.css';

/** The volume's lowest step is silence. */
const SILENCE_DB = -60;

export function TransportBar() {
  const mix = current.value;
  const song = mix?.song;
  const playing = useComputed(() => transport.value.playing).value;
  const loop = useComputed(() => transport.value.loop).value;
  const position = useComputed(() => transport.value.positionS);
  const time = useComputed(() => clock(transport.value.positionS));
  const section = useComputed(() =>
    sectionAt(current.value?.song.sections ?? [], transport.value.positionS),
  ).value;
  const volumeDb = useComputed(() => listening.value.volumeDb).value;
  const values = useOverview(current);
  const mastering = useComputed(
    () => current.value !== null && isMastering(current.value.session.value),
  ).value;
  const panel = useSignal<'lyrics' | null>(null);
  const open = useSignal(false);
  const help = useSignal(false);

  const toggle = () => {
    if (transport.peek().playing) pause();
    else if (current.peek()) play(current.peek()!);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!meansPlay(event) || !current.peek()) return;
      event.preventDefault();
      toggle();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const setVolume = (db: number) => {
    listening.value = { ...listening.peek(), volumeDb: db };
  };

  return (
    <section class={`transport-box ${mastering ? 'mastering' : 'mixing'}`} aria-label="Transport">
      <Says
        fault={fault.value}
        loading={loading.value}
        waiting={waiting.value}
        onRetry={retry}
        onClose={dismissFault}
      />
      {panel.value === 'lyrics' && song && (
        <div class="transport-panel" id="transport-lyrics">
          <Lyrics song={song} position={position} onSeek={seek} />
        </div>
      )}
      <div class={`transport ${open.value ? 'open' : ''}`}>
        <button
          type="button"
          class="play"
          disabled={!mix}
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={toggle}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            {playing ? <path d="M5 4h3.5v12H5zM11.5 4H15v12h-3.5z" /> : <path d="M6 3.5v13l10.5-6.5z" />}
          </svg>
        </button>
        <div class="song">
          <b>{song?.title ?? 'Nothing to play on this page'}</b>
          {song && (
            <span class="about">
              <label>
                <span class="visually-hidden">Section</span>
                <select
                  value={section?.id ?? ''}
                  onChange={(event) => {
                    const chosen = song.sections.find(({ id }) => id === event.currentTarget.value);
                    if (chosen) seek(chosen.fromS);
                  }}
                >
                  {!section && <option value="">before the start</option>}
                  {song.sections.map(({ id, label }) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
            </span>
          )}
        </div>
        <Overview
          values={values}
          sections={song?.sections ?? []}
          durationS={song?.durationS ?? 0}
          position={position}
          loop={loop}
          disabled={!mix}
          onSeek={seek}
        />
        <span class="clock">
          <span class="visually-hidden">Time </span>
          <span data-time>{time}</span> / {clock(song?.durationS ?? 0)}
        </span>
        <button
          type="button"
          class="more"
          aria-expanded={open.value}
          aria-controls="transport-extras"
          onClick={() => (open.value = !open.value)}
        >
          More
        </button>
        <div class="extras" id="transport-extras">
          <button
            type="button"
            disabled={!section}
            aria-pressed={loop !== null}
            onClick={() => setLoop(loop || !section ? null : { fromS: section.fromS, toS: section.toS })}
          >
            Loop
          </button>
          {song && song.lyrics.length > 0 && (
            <button
              type="button"
              aria-expanded={panel.value === 'lyrics'}
              aria-controls="transport-lyrics"
              onClick={() => (panel.value = panel.value === 'lyrics' ? null : 'lyrics')}
            >
              Words
            </button>
          )}
          <button type="button" onClick={() => (help.value = true)}>
            Nothing heard?
          </button>
          <Loudness sounding={sounding.value} />
          <label class="volume">
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M3 8h3l4-3.5v11L6 12H3z" fill="currentColor" />
              {volumeDb > SILENCE_DB && <path d="M12.5 7.5a4 4 0 0 1 0 5M14.5 5a7 7 0 0 1 0 10" />}
            </svg>
            <input
              type="range"
              aria-label="Volume"
              min={SILENCE_DB}
              max="0"
              step="1"
              value={volumeDb}
              aria-valuetext={volumeDb <= SILENCE_DB ? 'silence' : `${volumeDb} dB`.replace('-', '−')}
              onInput={(event) => setVolume(event.currentTarget.valueAsNumber)}
              onDblClick={() => setVolume(-12)}
            />
          </label>
        </div>
      </div>
      <Help
        open={help.value}
        onClose={() => (help.value = false)}
        onTone={testTone}
        volumeDb={volumeDb}
        silent={volumeDb <= SILENCE_DB}
      />
    </section>
  );
}
