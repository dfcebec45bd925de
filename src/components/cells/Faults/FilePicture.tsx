/** A finished file over time: both channels, the play head, the learner's marks and, once judged, the faults. */
import { useSignalEffect } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { FaultyFile, Mark } from '../../../course/ear/quality.ts';
import { sounding, transport } from '../../../state/audio.ts';
import { clock } from '../../transport/time.ts';
import './faults.css';

const BUCKETS = 700;
const HEIGHT = 130;

interface FilePictureProps {
  sound: { left: Float32Array; right: Float32Array } | null;
  label: string;
  fromS: number;
  lengthS: number;
  programme: string;
  zoom: number;
  marks: readonly Mark[];
  faults: FaultyFile['faults'];
}

/** Both channels of a file over each other, lowest to highest, with the play head and the marks. */
export function FilePicture({
  sound,
  label,
  fromS,
  lengthS,
  programme,
  zoom,
  marks,
  faults,
}: FilePictureProps) {
  const head = useRef<SVGLineElement>(null);
  const path = useMemo(() => (sound ? waveform(sound, zoom) : ''), [sound, zoom]);
  useSignalEffect(() => {
    const { positionS } = transport.value;
    const here = sounding.value === programme && positionS >= fromS && positionS <= fromS + lengthS;
    const x = String(here ? (1000 * (positionS - fromS)) / lengthS : -10);
    head.current?.setAttribute('x1', x);
    head.current?.setAttribute('x2', x);
  });
  const x = (s: number): number => (1000 * s) / lengthS;
  return (
    <div class="picture quality-picture">
      <svg
        viewBox={`0 0 1000 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: both channels over time, ${clock(fromS)} to ${clock(fromS + lengthS)}${zoom > 1 ? `, ${zoom} times as tall` : ''}`}
      >
        {faults.map((fault) => (
          <rect
            key={fault.kind}
            class="quality-found"
            x={x(fault.fromS)}
            y={fault.side === 'right' ? HEIGHT / 2 : 0}
            width={Math.max(3, x(fault.toS - fault.fromS))}
            height={fault.side === 'both' ? HEIGHT : HEIGHT / 2}
          />
        ))}
        {[HEIGHT / 4, (3 * HEIGHT) / 4].map((y) => (
          <line key={y} class="quality-zero" x1="0" x2="1000" y1={y} y2={y} />
        ))}
        <path d={path} />
        {marks.map(
          ({ atS }, i) =>
            atS !== null && <line key={i} class="quality-flag" x1={x(atS)} x2={x(atS)} y1="0" y2={HEIGHT} />,
        )}
        <line ref={head} class="quality-head" x1="-10" x2="-10" y1="0" y2={HEIGHT} />
      </svg>
    </div>
  );
}

/** Left above, right below: a line from the lowest to the highest sample in each bucket. */
function waveform({ left, right }: { left: Float32Array; right: Float32Array }, zoom: number): string {
  const half = HEIGHT / 2;
  const step = left.length / BUCKETS;
  const parts: string[] = [];
  for (const [c, channel] of [left, right].entries()) {
    const middle = half / 2 + c * half;
    const y = (v: number): string =>
      (middle - Math.max(-1, Math.min(1, v * zoom)) * (half / 2 - 1)).toFixed(1);
    for (let b = 0; b < BUCKETS; b++) {
      let low = Infinity;
      let high = -Infinity;
      for (let i = Math.floor(b * step); i < Math.floor((b + 1) * step); i++) {
        const v = channel[i]!;
        if (v < low) low = v;
        if (v > high) high = v;
      }
      const x = ((1000 * (b + 0.5)) / BUCKETS).toFixed(1);
      parts.push(`M${x} ${y(high)}V${y(low)}`);
    }
  }
  return parts.join('');
}
