/**
 * The transport of whatever sounds. It stands on every page and outlives navigation, so it takes no props: all it
 * knows comes from the state. Before anything sounds it shows the song of the page.
 */
import { useComputed, useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isMastering } from '../../session/sources.ts';
import {
  dismissFault,
  fault,
  loading,
  resume,
  retryStem,
  seek,
  setLoop,
  setVolume,
  sounding,
  soundingSong,
  starting,
  testTone,
  toggle,
  toggleMuted,
  transport,
  waiting,
} from '../../state/audio.ts';
import { lateNotice, sayLate } from '../../state/late.ts';
import { mixOf } from '../../state/mix.ts';
import { listenToKeys } from '../../state/page-controls.ts';
import { DEFAULT_SETTINGS, settings, SILENT_VOLUME_DB } from '../../state/settings.ts';
import { dismissStoreNotice, storeNotice } from '../../state/store.ts';
import { playPath } from '../controls/play-path.ts';
import { fetchPanels, needPanels, panels } from './fetch-panels.ts';
import { Loudness } from './Loudness.tsx';
import { Overview } from './Overview.tsx';
import { followPages, pageSong } from './page-song.ts';
import { Says } from './Says.tsx';
import { sectionAt } from './section.ts';
import { clock } from './time.ts';
import { useOverview } from './use-overview.ts';
import './transport.css';

/** Goes to a place; before anything sounds it begins to play there. */
function goTo(positionS: number): void {
  if (sounding.peek() === null) resume();
  seek(positionS);
}

const showMeters = (shown: boolean): void => {
  document.documentElement.classList.toggle('meters-hidden', !shown);
};

export function TransportBar() {
  const shown = useComputed(() => soundingSong.value ?? pageSong.value);
  const mix = useComputed(() => (sounding.value === null ? null : mixOf(sounding.value)));
  const mastering = useComputed(() => mix.value !== null && isMastering(mix.value.session.value)).value;
  const playing = useComputed(() => transport.value.playing).value;
  const loop = useComputed(() => transport.value.loop).value;
  const position = useComputed(() => transport.value.positionS);
  const time = useComputed(() => clock(position.value)).value;
  const section = useComputed(() => sectionAt(shown.value?.sections ?? [], position.value)).value;
  const values = useOverview(shown, mix);
  const words = useSignal(false);
  const open = useSignal(false);
  const help = useSignal(false);
  const late = panels.value;
  const song = shown.value;
  const { volumeDb, muted, metersHidden } = settings.value;
  const silent = muted || volumeDb <= SILENT_VOLUME_DB;

  useEffect(() => {
    listenToKeys();
    return followPages();
  }, []);

  // "Use your ears": one class hides what is measured in all cells (`cells.css`), on the pages to come as well.
  useSignalEffect(() => showMeters(!settings.value.metersHidden));
  useEffect(() => {
    const again = () => showMeters(!settings.peek().metersHidden);
    document.addEventListener('astro:after-swap', again);
    return () => document.removeEventListener('astro:after-swap', again);
  }, []);

  // A song without words closes its panel.
  useSignalEffect(() => {
    if (shown.value && shown.value.lyrics.length === 0) words.value = false;
  });

  // Who listens may soon read along, or hear nothing.
  useSignalEffect(() => {
    if (sounding.value !== null) fetchPanels();
  });

  const openPanel = (panel: Signal<boolean>) => {
    panel.value = true;
    void needPanels(() => (panel.value = false));
  };

  return (
    <section class={mastering ? 'mastering' : 'mixing'} aria-label="Transport">
      <Says
        fault={fault.value}
        stems={song?.stems ?? []}
        loading={loading.value}
        waiting={waiting.value}
        starting={starting.value}
        notices={[
          { sentence: storeNotice.value, onClose: dismissStoreNotice },
          { sentence: lateNotice.value, onClose: () => sayLate(null) },
        ]}
        onRetry={retryStem}
        onCloseFault={dismissFault}
      />
      {words.value && song && late && (
        <div class="transport-panel" id="transport-words">
          <late.Lyrics song={song} position={position} onSeek={goTo} />
        </div>
      )}
      <div class={`transport ${open.value ? 'open' : ''}`}>
        <button
          type="button"
          class="play"
          disabled={!song}
          aria-label={playing ? 'Pause' : 'Play'}
          title="Space"
          onClick={() => toggle()}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={playPath(playing)} />
          </svg>
        </button>
        <div class="song">
          <b>{song?.title ?? 'No song on this page'}</b>
          {song && (
            <label class="about">
              <span class="visually-hidden">Section</span>
              <select
                value={section?.id ?? ''}
                onChange={(event) => {
                  const chosen = song.sections.find(({ id }) => id === event.currentTarget.value);
                  if (chosen) goTo(chosen.fromS);
                }}
              >
                {song.sections.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <Overview
          values={values}
          sections={song?.sections ?? []}
          durationS={song?.durationS ?? 0}
          position={position}
          loop={loop}
          disabled={!song}
          onSeek={goTo}
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
            disabled={sounding.value === null || (!loop && !section)}
            aria-pressed={loop !== null}
            title={loop ? 'Play on' : 'Play this section again and again'}
            onClick={() => setLoop(loop || !section ? null : { fromS: section.fromS, toS: section.toS })}
          >
            Loop
          </button>
          {song && song.lyrics.length > 0 && (
            <button
              type="button"
              aria-expanded={words.value}
              aria-controls="transport-words"
              onPointerEnter={fetchPanels}
              onFocus={fetchPanels}
              onClick={() => (words.value ? (words.value = false) : openPanel(words))}
            >
              Words
            </button>
          )}
          <button
            type="button"
            onPointerEnter={fetchPanels}
            onFocus={fetchPanels}
            onClick={() => openPanel(help)}
          >
            Nothing heard?
          </button>
          <button
            type="button"
            aria-pressed={metersHidden}
            title="Hide meters and spectra on all pages: use your ears"
            onClick={() => (settings.value = { ...settings.peek(), metersHidden: !metersHidden })}
          >
            Ears only
          </button>
          <Loudness sounding={sounding.value} />
          <div class="volume">
            <button type="button" aria-label="Mute" aria-pressed={muted} onClick={toggleMuted}>
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d="M3 8h3l4-3.5v11L6 12H3z" fill="currentColor" />
                {silent ? (
                  <path d="M13 7.5l5 5M18 7.5l-5 5" />
                ) : (
                  <path d="M12.5 7.5a4 4 0 0 1 0 5M14.5 5a7 7 0 0 1 0 10" />
                )}
              </svg>
            </button>
            <input
              type="range"
              aria-label="Volume"
              min={SILENT_VOLUME_DB}
              max="0"
              step="1"
              value={volumeDb}
              aria-valuetext={volumeDb <= SILENT_VOLUME_DB ? 'silence' : `${volumeDb} dB`.replace('-', '−')}
              onInput={(event) => setVolume(event.currentTarget.valueAsNumber)}
              onDblClick={() => setVolume(DEFAULT_SETTINGS.volumeDb)}
            />
          </div>
        </div>
      </div>
      {late && (
        <late.Help
          open={help.value}
          onClose={() => (help.value = false)}
          onTone={testTone}
          volumeDb={volumeDb}
          silent={silent}
        />
      )}
    </section>
  );
}
