/** Where a Chromium is on this machine. */
import { accessSync, constants, existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

function runnable(path: string | undefined): path is string {
  if (!path || !existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The environment variable CHROMIUM_PATH first, then the system's Chromium, then Playwright's own.
 * @returns the path of an executable, or null when there is none
 */
export function findBrowser(): string | null {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ];
  return candidates.find(runnable) ?? null;
}
