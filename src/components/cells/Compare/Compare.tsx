/** Two to four sounds of one song in step: named, or blind as ABX, ranking or pairs. Props: see `Compare.astro`. */
import type { ComponentChildren } from 'preact';
import { island } from '../island.tsx';
import { idList } from '../passage.ts';
import { Ab } from './Ab.tsx';
import { Abx } from './Abx.tsx';
import type { ModeProps } from './mode.ts';
import { Pairs } from './Pairs.tsx';
import { Rank } from './Rank.tsx';
import '../ear/ear.css';

export interface CompareProps {
  lesson: string | null;
  /**
   * Mixes of the lesson, rendered as they stand; one of them in fewer bits as mix:16 (rounded), mix:16+tpdf or
   * mix:16+shaped; or released prints by id, matched over the whole song.
   */
  of: string;
  /** ab: named, switched by hand; abx, rank and pairs are blind. */
  mode?: 'ab' | 'abx' | 'rank' | 'pairs';
  /** A section, or times such as 0:22-0:31; needed for mixes. */
  loop?: string;
  /** off where loudness is the lesson. */
  matched?: 'on' | 'off';
  /** Names other than the mixes’ own, parted by bars. */
  labels?: string;
  /** How many, of abx (10 unless told) and of pairs of two sounds (8). */
  trials?: string;
  /** Of pairs of one sound with itself: their distances in dB, such as 3 3 1 1. */
  apart?: string;
  /** Of rank: the right order, where it is a matter of fact. */
  order?: string;
  /** What is asked, of rank and pairs. */
  question?: string;
  /** Answers are kept under this; needed where the same sounds are tested twice. */
  id?: string;
  /** Number of the cell, such as 2.1. */
  n?: string;
  /** Title of the cell. */
  title?: string;
  children?: ComponentChildren;
}

const MODES = ['ab', 'abx', 'rank', 'pairs'] as const;

/** A whole number out of an attribute. Throws, which fails the build. */
function count(cell: string, text: string, least: number, most: number): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < least || n > most)
    throw new Error(`${cell}: trials="${text}" must be a whole number, ${least} to ${most}.`);
  return n;
}

function distances(cell: string, text: string): number[] {
  const list = idList(text).map(Number);
  if (list.length === 0 || list.some((db) => !(db > 0 && db <= 12)))
    throw new Error(`${cell}: apart="${text}" must be distances in dB, above 0 and at most 12.`);
  return list;
}

function CompareCell(props: CompareProps) {
  const { lesson, of, mode = 'ab', loop, matched = 'on', labels, id, n, title, question, children } = props;
  const cell = `<Compare of="${of}">`;
  if (!MODES.includes(mode)) throw new Error(`${cell}: mode="${mode}" is none of ${MODES.join(', ')}.`);
  const ids = idList(of);
  const least = mode === 'pairs' ? 1 : 2;
  const most = mode === 'ab' ? 6 : 4;
  if (ids.length < least || ids.length > most) throw new Error(`${cell}: name ${least} to ${most} sounds.`);
  const shared: ModeProps = {
    lesson,
    ids,
    labels: labels?.split('|').map((label) => label.trim()),
    loop,
    matched: matched === 'on',
    name: id ?? `${mode} ${ids.join(' ')}`,
    n,
    title,
    question,
    children,
  };
  switch (mode) {
    case 'ab':
      return <Ab {...shared} />;
    case 'abx':
      if (ids.length !== 2) throw new Error(`${cell}: an ABX test is of two sounds.`);
      return <Abx {...shared} trials={count(cell, props.trials ?? '10', 4, 40)} />;
    case 'rank': {
      const order = props.order === undefined ? null : idList(props.order);
      if (order && (order.length !== ids.length || order.some((each) => !ids.includes(each))))
        throw new Error(`${cell}: order="${props.order}" must name the same sounds.`);
      return <Rank {...shared} order={order} />;
    }
    case 'pairs': {
      if (ids.length > 2) throw new Error(`${cell}: pairs are of one sound with itself, or of two.`);
      if ((ids.length === 1) !== (props.apart !== undefined))
        throw new Error(`${cell}: apart="…" belongs to one sound, and one sound needs it.`);
      const apart =
        props.apart === undefined
          ? Array<null>(count(cell, props.trials ?? '8', 4, 40)).fill(null)
          : distances(cell, props.apart);
      return <Pairs {...shared} apart={apart} />;
    }
  }
}

export const Compare = island(CompareCell);
