/** Every kind of check. To add one: a file beside this one, its form in `../types.ts`, and a line here. */
import type { Check } from '../types.ts';
import { automationMoves, automationStep } from './automation.ts';
import { bandLevel } from './band-level.ts';
import { coveredShare } from './covered-share.ts';
import { delayOffNote } from './delay-time.ts';
import { distanceToClean } from './distance-to-clean.ts';
import { harmonicsAdded } from './harmonics-added.ts';
import { beatCrest, hitLevel } from './hits.ts';
import type { CheckKind } from './kind.ts';
import { bandOverOthers, leadInPhrases } from './lead.ts';
import { loudness, loudnessAgainst } from './loudness.ts';
import { peakToLoudness, truePeak } from './peaks.ts';
import { gapLevel, loudnessSpan } from './phrases.ts';
import { reductionPercentile, reductionRest, reductionShare, reductionSwing } from './reduction.ts';
import { routing } from './routing.ts';
import { sectionOver } from './sections.ts';
import { sibilantLevel } from './sibilants.ts';
import { bandAgainstWhole, directToReverberant, tailAtNextPhrase } from './space.ts';
import { balance, largestMonoLoss, monoLoss, sideAgainstMid } from './stereo.ts';
import { onSystem } from './on-system.ts';
import { thirdOctaveChange } from './third-octave-change.ts';
import { eqMoves, toneDistance } from './tone.ts';

const kinds = {
  'distance-to-clean': distanceToClean,
  'covered-share': coveredShare,
  'band-level': bandLevel,
  loudness,
  'loudness-against': loudnessAgainst,
  'third-octave-change': thirdOctaveChange,
  'true-peak': truePeak,
  'peak-to-loudness': peakToLoudness,
  'reduction-percentile': reductionPercentile,
  'reduction-share': reductionShare,
  'harmonics-added': harmonicsAdded,
  'mono-loss': monoLoss,
  'largest-mono-loss': largestMonoLoss,
  'side-against-mid': sideAgainstMid,
  'direct-to-reverberant': directToReverberant,
  'band-against-whole': bandAgainstWhole,
  'tail-at-next-phrase': tailAtNextPhrase,
  'delay-off-note': delayOffNote,
  'loudness-span': loudnessSpan,
  'gap-level': gapLevel,
  'hit-level': hitLevel,
  'beat-crest': beatCrest,
  'reduction-rest': reductionRest,
  'reduction-swing': reductionSwing,
  'sibilant-level': sibilantLevel,
  'on-system': onSystem,
  'tone-distance': toneDistance,
  'eq-moves': eqMoves,
  'lead-in-phrases': leadInPhrases,
  'band-over-others': bandOverOthers,
  'section-over': sectionOver,
  routing,
  'automation-moves': automationMoves,
  'automation-step': automationStep,
  balance,
} satisfies { [K in Check['kind']]: { kind: K } };

/** The kind of a check, seen without its own types: what `measure` gives goes to `value` of the same kind. */
export const kindOf = (check: Check): CheckKind<Check['kind'], unknown> =>
  kinds[check.kind] as unknown as CheckKind<Check['kind'], unknown>;
