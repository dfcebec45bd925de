/** Reading built pages, for the checks after the build. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;

export interface BuiltPage {
  /** Path of the file. */
  file: string;
  /** Path under the build folder with forward slashes: `lessons/06-eq/index.html`. */
  name: string;
  html: string;
  elements: Element[];
}

function collect(node: DefaultTreeAdapterTypes.Node, into: Element[]): Element[] {
  if ('tagName' in node) into.push(node);
  if ('content' in node) collect(node.content, into);
  if ('childNodes' in node) for (const child of node.childNodes) collect(child, into);
  return into;
}

/** All elements of a page, in document order, those inside `<template>` included. */
export function elementsOf(html: string): Element[] {
  return collect(parse(html, { sourceCodeLocationInfo: true }), []);
}

/** An attribute's value; undefined where there is none. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** Every page under a build folder. */
export function builtPages(folder: string): BuiltPage[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const html = readFileSync(file, 'utf8');
      return { file, name: relative(folder, file).replaceAll('\\', '/'), html, elements: elementsOf(html) };
    });
}
