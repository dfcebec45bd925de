import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the way to the editor', () => {
  it('asks for it only with a connection, says that it waits, and gets it afterwards', async () => {
    let asked = 0;
    vi.doMock('../../src/state/editor.ts', () => {
      asked++;
      return {};
    });
    const connection = { onLine: false };
    vi.stubGlobal('navigator', connection);
    const { editorNow, fetchEditor } = await import('../../src/state/editing.ts');
    const troubled = vi.fn();
    const coming = fetchEditor(troubled);
    await vi.advanceTimersByTimeAsync(7000);
    expect(troubled.mock.calls.length).toBeGreaterThan(1);
    expect(asked).toBe(0);
    connection.onLine = true;
    await vi.advanceTimersByTimeAsync(3000);
    vi.useRealTimers();
    await coming;
    expect(asked).toBe(1);
    expect(editorNow()).not.toBeNull();
  });
});
