/** A line on a terminal that says how far a long job is; nothing where standard error is no terminal. */
const PATIENCE_MS = 500;
const EVERY_MS = 100;

export class ProgressLine {
  private readonly label: string;
  private readonly started = performance.now();
  private last = 0;
  private shown = false;

  constructor(label: string) {
    this.label = label;
  }

  /** `done` from 0 to 1. */
  show(done: number): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.started < PATIENCE_MS || now - this.last < EVERY_MS) return;
    this.last = now;
    this.shown = true;
    process.stderr.write(`\r${this.label} ${Math.round(100 * done)} %\u001b[K`);
  }

  /** Wipes the line. */
  end(): void {
    if (this.shown) process.stderr.write('\r\u001b[K');
  }
}
