/** Renders, writes, reads back and measures the files of a delivery, away from the page. */
import { measureSong } from '../course/album/measure.ts';
import type { Delivered } from '../course/delivery/delivered.ts';
import { endingOf, fingerprints, pressFile, readBack, soundingFrames } from '../course/delivery/file.ts';
import { fileName } from '../course/delivery/format.ts';
import { middleSides } from '../course/delivery/middle-sides.ts';
import { DITHERS, quantisedSet } from '../course/delivery/quantised.ts';
import { nullDb, vocalsUpDb } from '../course/delivery/relations.ts';
import { piecesOf } from '../course/delivery/versions.ts';
import type { Piece } from '../course/delivery/versions.ts';
import type { OfflineRenderer } from '../engine/facade.ts';
import type { DeliveryOrder, FromDelivery, ToDelivery } from './delivery-protocol.ts';

const RATE = 48_000;
/** Rendered after the song's end for what rings out. */
const LONGEST_TAIL_S = 6;
/** Kept after the last sound. */
const AFTER_SILENCE_S = 0.25;
/** Share of a file's work that rendering is; the rest is writing and measuring. */
const RENDER_SHARE = 0.75;

const tell = (message: FromDelivery, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let renderer: Promise<OfflineRenderer> | null = null;
const wares: Pick<DeliveryOrder, 'presets'> & { songs: Record<string, DeliveryOrder['song']['manifest']> } = {
  presets: {},
  songs: {},
};

function rendererAt(audioRoot: string): Promise<OfflineRenderer> {
  renderer ??= import('../engine/offline/fetch-renderer.ts').then(({ createFetchRenderer }) =>
    createFetchRenderer({
      audioRoot,
      library: {
        songs: (id) => (Object.hasOwn(wares.songs, id) ? wares.songs[id] : undefined),
        sessionOf: (print) => (Object.hasOwn(wares.presets, print) ? wares.presets[print]! : null),
      },
    }),
  );
  return renderer;
}

/** What later files of the same order are compared with. */
interface Known {
  mix?: Float32Array[];
  instrumental?: Float32Array[];
  stems?: Float32Array[];
  /** Frames at 48 kHz that all files of the order have, once the first has decided. */
  frames?: number;
}

async function makePiece(
  piece: Piece,
  last: { ofStems: boolean },
  order: DeliveryOrder,
  render: OfflineRenderer['render'],
  known: Known,
  onProgress: (done: number) => void,
): Promise<void> {
  const { song, format, range, take } = order;
  const toS = range.endS ?? song.durationS + LONGEST_TAIL_S;
  const { taps } = await render(
    { session: piece.session, fromS: 0, toS, preRollS: 0, taps: { mix: { kind: 'tap' } } },
    { onProgress: (done) => onProgress(done * RENDER_SHARE) },
  );
  const { left, right } = taps['mix']!;
  known.frames ??=
    range.endS === null
      ? Math.min(left.length, soundingFrames([left, right]) + Math.round(AFTER_SILENCE_S * RATE))
      : left.length;
  const sound = [left.subarray(0, known.frames), right.subarray(0, known.frames)];
  const bytes = pressFile(sound, range.leadS, format);
  onProgress(0.85);
  const { report, channels } = readBack(bytes);
  const file: Delivered = {
    name: fileName(song.id, piece.slug, take, format),
    version: piece.version,
    label: piece.label,
    limited: piece.limited,
    report,
  };
  if (piece.version === 'mix' && !piece.limited) known.mix = channels;
  if (piece.version === 'instrumental') known.instrumental = channels;
  if (piece.version === 'vocal-up' && known.mix && known.instrumental)
    file.vocalsUpDb = vocalsUpDb(known.mix, channels, known.instrumental);
  if (piece.version === 'stems') {
    known.stems = known.stems ? known.stems.map((x, i) => x.map((v, n) => v + channels[i]![n]!)) : channels;
    if (last.ofStems && known.mix) file.stemsNullDb = nullDb(known.mix, known.stems);
  }
  const ending = endingOf(channels, report.sampleRate);
  tell({ kind: 'file', file: { ...file, bytes, ending } }, [
    bytes.buffer,
    ending.left.buffer,
    ending.right.buffer,
  ]);
}

async function make(order: DeliveryOrder, audioRoot: string): Promise<void> {
  wares.songs[order.song.id] = order.song.manifest;
  Object.assign(wares.presets, order.presets);
  const { render } = await rendererAt(audioRoot);
  const pieces = order.versions.flatMap(({ version, session }) =>
    piecesOf(version, session, order.song, order),
  );
  const known: Known = {};
  for (const [i, piece] of pieces.entries()) {
    const last = { ofStems: piece.version === 'stems' && pieces[i + 1]?.version !== 'stems' };
    await makePiece(piece, last, order, render, known, (done) =>
      tell({ kind: 'progress', done: (i + done) / pieces.length, what: piece.label }),
    );
  }
  tell({ kind: 'done' });
}

self.onmessage = ({ data }: MessageEvent<ToDelivery>) => {
  if (data.kind === 'fingerprint') {
    tell({ kind: 'fingerprint', ...fingerprints(data.bytes) });
    return;
  }
  if (data.kind === 'middle-sides') {
    tell({ kind: 'middle-sides', measured: middleSides(data.left, data.right) });
    return;
  }
  if (data.kind === 'album-song') {
    tell({ kind: 'album-song', measured: measureSong(data.left, data.right) });
    return;
  }
  if (data.kind === 'quantise') {
    const set = quantisedSet(data.left, data.right, data.bits);
    const buffers = DITHERS.flatMap((dither) => {
      const { sound, added } = set.variants[dither];
      return [sound.left.buffer, sound.right.buffer, added.left.buffer, added.right.buffer];
    });
    tell({ kind: 'quantised', set }, buffers);
    return;
  }
  make(data.order, data.audioRoot).catch((error: unknown) => {
    renderer = null;
    console.error(error);
    tell({
      kind: 'failed',
      sentence:
        'The files could not be made: a part of the recording did not load. Check the connection and try again.',
    });
  });
};
