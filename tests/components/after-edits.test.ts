/** What follows edits waits for the hand, gives way to the next edit, and tells when it failed. */
import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterEdits } from '../../src/components/cells/after-edits.ts';
import type { Session } from '../../src/session/document.ts';
import type { Mix } from '../../src/state/types.ts';

const newSession = (bpm: number): Session => ({ bpm }) as unknown as Session;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function following(wanted?: () => boolean) {
  const session = signal(newSession(1));
  const work = vi.fn((_session: Session, _signal: AbortSignal) => Promise.resolve());
  const failed = vi.fn();
  const stop = afterEdits({ session } as unknown as Mix, { work, failed, otherwise: 'It failed.', wanted });
  return { session, work, failed, stop };
}

describe('work that follows the edits of a mix', () => {
  it('begins at once, and after that when the hand rests', async () => {
    const { session, work, stop } = following();
    await vi.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(1);
    for (const bpm of [2, 3, 4]) {
      session.value = newSession(bpm);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(work).toHaveBeenCalledTimes(2);
    expect(work.mock.calls[1]![0]).toEqual(newSession(4));
    stop();
  });

  it('aborts what an edit has made old, and everything at the end', async () => {
    const { session, work, stop } = following();
    work.mockImplementation(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(0);
    const first = work.mock.calls[0]![1];
    session.value = newSession(2);
    expect(first.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    const second = work.mock.calls[1]![1];
    expect(second.aborted).toBe(false);
    stop();
    expect(second.aborted).toBe(true);
  });

  it('does nothing while nobody asks, and then works once on the same session', async () => {
    const seen = signal(false);
    const { work, stop } = following(() => seen.value);
    await vi.advanceTimersByTimeAsync(1000);
    expect(work).not.toHaveBeenCalled();
    for (const now of [true, false, true]) {
      seen.value = now;
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(work).toHaveBeenCalledTimes(1);
    stop();
  });

  it('says why it failed, and tries the same session again when it is asked for anew', async () => {
    const seen = signal(true);
    const { work, failed, stop } = following(() => seen.value);
    work.mockRejectedValueOnce(new Error('No connection.')).mockRejectedValueOnce('odd');
    await vi.advanceTimersByTimeAsync(0);
    expect(failed).toHaveBeenLastCalledWith('No connection.');
    seen.value = false;
    seen.value = true;
    await vi.advanceTimersByTimeAsync(0);
    expect(failed).toHaveBeenLastCalledWith('It failed.');
    stop();
  });

  it('is silent about work that failed because it was aborted', async () => {
    const { work, failed, stop } = following();
    work.mockImplementation(
      (_, abort) =>
        new Promise((_resolve, reject) =>
          abort.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError'))),
        ),
    );
    await vi.advanceTimersByTimeAsync(0);
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(failed).not.toHaveBeenCalled();
  });
});
