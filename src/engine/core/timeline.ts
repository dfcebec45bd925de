/** How long the sources of a loop's end and beginning overlap at the wrap. */
const LOOP_FADE_S = 0.005;

/** A loop in frames; `fade` frames before `to` the sound of what precedes `from` comes in. */
export interface LoopFrames {
  from: number;
  to: number;
  fade: number;
}

/** A loop given in seconds, or null where it is too short to be one (under 50 ms). */
export function loopFrames(
  loop: { fromS: number; toS: number } | null,
  sampleRate: number,
): LoopFrames | null {
  if (!loop) return null;
  const from = Math.max(0, Math.round(loop.fromS * sampleRate));
  const to = Math.round(loop.toS * sampleRate);
  if (!(to - from >= sampleRate * 0.05)) return null;
  return { from, to, fade: Math.round(LOOP_FADE_S * sampleRate) };
}

/**
 * Where the play head is and where it was. Sources are read at the head; whatever stands behind latency asks
 * for the position that its input had, also when the head has jumped from a loop's end to its beginning.
 */
export class Timeline {
  /** Song frame about to be rendered. */
  position = 0;
  loop: LoopFrames | null = null;
  private start = 0;
  private jumpedFrom = 0;
  private sinceJump = 0;
  private jumped = false;

  /** Puts the head somewhere with nothing before it. */
  seek(position: number): void {
    this.position = position;
    this.start = position;
    this.sinceJump = 0;
    this.jumped = false;
  }

  /** Whether the head is inside the loop, so that it will wrap. */
  get looping(): boolean {
    return this.loop !== null && this.position < this.loop.to;
  }

  /** Frames, at most `wanted`, that can be rendered before something happens to the head. */
  run(wanted: number): number {
    const loop = this.loop;
    if (!loop || this.position >= loop.to) return wanted;
    const fadeAt = loop.to - loop.fade;
    const edge = this.position < fadeAt ? fadeAt : loop.to;
    return Math.min(wanted, edge - this.position);
  }

  /** Moves on by what has been rendered, a number that `run` gave. */
  advance(frames: number): void {
    this.position += frames;
    this.sinceJump += frames;
    const loop = this.loop;
    if (loop && this.position === loop.to) {
      this.jumpedFrom = loop.to;
      this.position = loop.from;
      this.start = loop.from;
      this.sinceJump = 0;
      this.jumped = true;
    }
  }

  /** Song frame at `offset` frames into this run, `lag` frames ago. Before a start it is the start. */
  lagged(offset: number, lag: number): number {
    const since = this.sinceJump + offset;
    if (since >= lag) return this.position + offset - lag;
    return this.jumped ? this.jumpedFrom - (lag - since) : this.start;
  }

  /** Frames, at most `wanted`, from `offset` on over which the lagged position moves steadily. */
  laggedRun(offset: number, lag: number, wanted: number): number {
    const since = this.sinceJump + offset;
    return since >= lag ? wanted : Math.min(wanted, lag - since);
  }
}
