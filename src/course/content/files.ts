/** Reading what teachers wrote. Every error names the file and the key. Node only. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'astro/zod';
import { parse } from 'yaml';

/** The folder of the content; commands and builds run in the project's root. */
export const CONTENT = join(process.cwd(), 'content');

/** Something in the content is not as it must be. The message names file and key. */
export class ContentError extends Error {
  readonly file: string;

  constructor(file: string, complaint: string) {
    const shown = relative(process.cwd(), file);
    super(`${shown}: ${complaint}`);
    this.name = 'ContentError';
    this.file = shown;
  }
}

/** A file's text; the error says which file is missing. */
export function readText(file: string): string {
  if (!existsSync(file)) throw new ContentError(file, 'there is no such file');
  return readFileSync(file, 'utf8');
}

/** Checks a value against a schema; the error lists every key that is wrong. */
export function check<S extends z.ZodType>(schema: S, value: unknown, file: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => `${issue.path.join('.') || '(whole file)'}: ${issue.message}`);
  throw new ContentError(file, complaints.join('; '));
}

/** A YAML file, checked against a schema. */
export function readYaml<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  return check(schema, parseYaml(readText(file), file), file);
}

/** YAML text as plain values. */
export function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new ContentError(file, error instanceof Error ? error.message : String(error));
  }
}

/** A JSON file, checked against a schema. */
export function readJson<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const text = readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ContentError(file, error instanceof Error ? error.message : String(error));
  }
  return check(schema, value, file);
}

/** Names of the folders in a folder, sorted; none when it does not exist. */
export const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];

/** Names of the files in a folder that end in `suffix`, sorted, without it. */
export const filesIn = (folder: string, suffix: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(suffix))
        .map((name) => name.slice(0, -suffix.length))
        .sort()
    : [];
