/**
 * Masters as a streaming service plays them: what was delivered, by how much the service moves it, and how loud it is
 * then. Heard so, in step, track by track or as an album, and with normalisation switched off.
 */
import { useSignal } from '@preact/signals';
import { playAlbum, playTrack } from '../../../course/streaming.ts';
import type { Delivered, Played, Service } from '../../../course/streaming.ts';
import { wakeSound } from '../../../state/audio.ts';
import { openMix } from '../../../state/mix.ts';
import { nameOnPage } from '../../../state/page-name.ts';
import { Choice } from '../../controls/Choice.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { readyOf, rendered } from '../ear/sounds.ts';
import type { Ready } from '../ear/sounds.ts';
import { partOf, useMaking } from '../ear/use-making.ts';
import { passageOf } from '../loop.ts';
import { island } from '../island.tsx';
import { idList } from '../passage.ts';
import type { Passage } from '../passage.ts';
import './streaming.css';

export interface StreamingProps {
  lesson: string | null;
  /** Masters of the lesson. */
  of: string;
  /** Section of which each is heard and measured. */
  loop: string;
  /** on: they are songs of one album, each heard in its own passage of that name. */
  album?: 'on';
  n?: string;
  title?: string;
  /** "Look here first": where to begin. */
  first?: string;
  services: Service[];
}

type Mode = 'track' | 'album' | 'off';

const MOVES: Record<Played['move'], string> = {
  down: 'turned down',
  up: 'turned up',
  held: 'turned up as far as its peaks allow',
  unchanged: 'left as it is',
  unknown: 'not known',
};

function StreamingCell({
  lesson,
  of,
  loop,
  album,
  n,
  title = 'As the services play it',
  first,
  services,
}: StreamingProps) {
  const ids = idList(of);
  const mixes = ids.map((id) => openMix(lesson, id));
  const passages = mixes.map((mix): Passage => {
    const passage = passageOf(mix.song, loop);
    if (!passage) throw new Error(`<Streaming of="${of}">: say which passage: loop="chorus".`);
    return passage;
  });
  if (!album && new Set(mixes.map(({ song }) => song.id)).size > 1)
    throw new Error(`<Streaming of="${of}">: masters of different songs are an album: album="on".`);
  const song = mixes[0]!.song;
  const label = (i: number): string => (album ? mixes[i]!.song.title : (mixes[i]!.spec.label ?? ids[i]!));
  const programme = nameOnPage(lesson, `streaming ${ids.join(' ')}`);

  const service = useSignal(services[0]!.id);
  const mode = useSignal<Mode>(album ? 'album' : 'track');
  const heard = useSignal('');
  const ready = useSignal<Ready[] | null>(null);
  const making = useMaking();

  /** Renders what is not there; songs of an album begin together, so that one can switch. */
  const make = () =>
    making.make(async (say) => {
      const made: Ready[] = [];
      for (const [i, mix] of mixes.entries()) {
        const part = partOf(say, i, mixes.length);
        part(0);
        const clip = await rendered(mix, passages[i]!, part);
        made.push(readyOf(ids[i]!, album ? { ...clip, name: `${clip.name} at 0`, fromS: 0 } : clip));
      }
      return made;
    }, 'The masters could not be rendered.');

  const now = services.find(({ id }) => id === service.value)!;
  const playedBy = (sounds: readonly Delivered[]): Played[] | null => {
    switch (mode.value) {
      case 'track':
        return sounds.map((sound) => playTrack(now, sound));
      case 'album':
        return playAlbum(now, sounds);
      case 'off':
        return null;
    }
  };
  /** The services' gains; where some raise, the others are turned down instead, so that nothing is raised here. */
  const trimsFor = (sounds: readonly Ready[]): Record<string, number> => {
    const gains = playedBy(sounds)?.map(({ gainDb }) => gainDb) ?? sounds.map(() => 0);
    const most = Math.max(0, ...gains);
    return Object.fromEntries(sounds.map(({ id }, i) => [id, gains[i]! - most]));
  };
  const start = async (id: string) => {
    wakeSound();
    heard.value = id;
    const sounds = ready.peek() ?? (await make());
    if (!sounds) return;
    ready.value = sounds;
    const passage = album
      ? { ...passages[0]!, fromS: 0, toS: Math.max(...passages.map(({ fromS, toS }) => toS - fromS)) }
      : passages[0]!;
    const trims = trimsFor(sounds);
    playSounds({ programme, song, sounds, heard: heard.peek(), matched: true, trims, passage });
  };
  const change = (work: () => void) => {
    work();
    if (ready.peek()) void start(heard.peek() || ids[0]!);
  };

  const sounds = ready.value;
  const played = sounds && playedBy(sounds);
  const modes: { id: Mode; label: string }[] = [
    { id: 'track', label: 'Track by track' },
    ...(album ? [{ id: 'album' as const, label: 'As an album' }] : []),
    { id: 'off', label: 'Switched off' },
  ];
  return (
    <Frame
      n={n}
      title={title}
      first={first}
      programme={programme}
      onPlay={() => void start(heard.value || ids[0]!)}
      what={`${passages[0]!.label}, in a loop`}
      actions={
        <HeardChoice
          sounds={ids.map((id, i) => ({ id, label: label(i) }))}
          heard={heard.value}
          onHear={(next) => void start(next)}
        />
      }
    >
      <Making progress={making.progress} trouble={making.trouble} />
      <div class="streaming-controls">
        <label class="streaming-service">
          Service
          <select
            value={service.value}
            disabled={mode.value === 'off'}
            onChange={({ currentTarget }) => change(() => (service.value = currentTarget.value))}
          >
            {services.map(({ id, label: name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div class="streaming-service">
          <span aria-hidden="true">Normalisation</span>
          <Choice
            name="Normalisation"
            choices={modes}
            value={mode.value}
            onChange={(next) => change(() => (mode.value = next))}
          />
        </div>
      </div>
      <div class="streaming-table" role="status">
        <table>
          <thead>
            <tr>
              <th scope="col">Master</th>
              <th scope="col">Delivered</th>
              <th scope="col">Gain</th>
              <th scope="col">Played at</th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id, i) => {
              const sound = sounds?.[i];
              const by = played?.[i];
              return (
                <tr key={id} data-heard={heard.value === id || undefined}>
                  <th scope="row">{label(i)}</th>
                  <td>
                    {sound
                      ? `${written(sound.integratedLufs, 'LUFS', 1)} · ${written(sound.truePeakDb, 'dBTP', 1)}`
                      : '–'}
                  </td>
                  <td>
                    {by
                      ? `${by.move === 'unknown' ? '?' : written(by.gainDb, 'dB', 1, true)} ${MOVES[by.move]}`
                      : sound
                        ? 'none'
                        : '–'}
                  </td>
                  <td>
                    {by
                      ? by.move === 'unknown'
                        ? 'not known'
                        : written(by.lufs, 'LUFS', 1)
                      : sound
                        ? written(sound.integratedLufs, 'LUFS', 1)
                        : '–'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p class="streaming-says">
        {mode.value === 'off'
          ? 'Normalisation is switched off: every master plays as it was delivered. The loudest wins, for a moment.'
          : `${now.label}: ${written(now.targetLufs, 'LUFS', 0)}. ${now.says}`}{' '}
        {mode.value === 'album' &&
          'All songs move together. That the loudest one decides is reported by an engineer; the service itself says only that the album is moved as one.'}{' '}
        What you hear is the passage, measured by itself; a service measures the whole recording.
      </p>
    </Frame>
  );
}

export const Streaming = island(StreamingCell);
