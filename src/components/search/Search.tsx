/** Search over lessons, glossary and facts: everything happens in the page. */
import { useSignal } from '@preact/signals';
import MiniSearch from 'minisearch';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { excerpt } from './found.ts';
import type { Found } from './found.ts';
import './search.css';

const SHOWN = 30;

const newIndex = (): MiniSearch<Found> =>
  new MiniSearch<Found>({
    fields: ['title', 'text'],
    storeFields: ['title', 'where', 'url', 'text'],
    searchOptions: { prefix: true, fuzzy: 0.15, boost: { title: 3 }, combineWith: 'AND' },
  });

export function Search({ index: url }: { index: string }) {
  const query = useSignal('');
  const ready = useSignal<'not yet' | 'loading' | 'here' | 'failed'>('not yet');
  const search = useMemo(newIndex, []);
  const input = useRef<HTMLInputElement>(null);

  const load = async () => {
    if (ready.peek() === 'loading' || ready.peek() === 'here') return;
    ready.value = 'loading';
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(String(response.status));
      search.addAll((await response.json()) as Found[]);
      ready.value = 'here';
    } catch (error) {
      console.error(error);
      ready.value = 'failed';
    }
  };
  useEffect(() => {
    query.value = new URLSearchParams(location.search).get('q') ?? '';
    if (query.value !== '') void load();
    input.current?.focus();
  }, []);
  const type = (text: string) => {
    query.value = text;
    void load();
    const address = new URL(location.href);
    if (text === '') address.searchParams.delete('q');
    else address.searchParams.set('q', text);
    history.replaceState(history.state, '', address);
  };

  const text = query.value.trim();
  const results = ready.value === 'here' && text !== '' ? search.search(text) : [];
  const status = (): string => {
    if (text === '') return 'Type a word: compressor, masking, −14, ISRC.';
    if (ready.value === 'failed') return 'The index did not load. Check the connection, then type again.';
    if (ready.value !== 'here') return 'Loading the index …';
    if (results.length === 0) return `Nothing is found for “${text}”. Try one word of it.`;
    return `${results.length} ${results.length === 1 ? 'place' : 'places'} for “${text}”${results.length > SHOWN ? `, the first ${SHOWN}` : ''}`;
  };
  return (
    <div class="search">
      <label class="search-field">
        <span class="visually-hidden">Search lessons, glossary and facts</span>
        <input
          ref={input}
          type="search"
          value={query.value}
          placeholder="Search lessons, glossary and facts"
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      <p class="search-status" role="status">
        {status()}
      </p>
      <ol class="search-results">
        {results.slice(0, SHOWN).map((result) => (
          <li key={result.id as number}>
            <a href={result['url'] as string}>{result['title'] as string}</a>
            <span class="search-where">{result['where'] as string}</span>
            <p>{excerpt(result['text'] as string, result.terms)}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
