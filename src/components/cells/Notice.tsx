/** What has to be said about a mix once: a link was opened, an old recording, a store that was set aside. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Mix } from '../../state/types.ts';
import { Button } from '../controls/Button.tsx';

/** Of the cells on one mix, the first on the page says it. */
const speakers = signal<Record<string, object>>({});

export function Notice({ mix }: { mix: Mix }) {
  const me = useRef({}).current;
  useEffect(() => {
    if (!speakers.value[mix.id]) speakers.value = { ...speakers.value, [mix.id]: me };
    return () => {
      if (speakers.value[mix.id] !== me) return;
      const { [mix.id]: _gone, ...others } = speakers.value;
      speakers.value = others;
    };
  }, [mix]);
  const sentence = mix.notice.value;
  if (!sentence || speakers.value[mix.id] !== me) return null;
  return (
    <div class="cell-notice" role="status">
      <p>{sentence}</p>
      <Button onClick={() => mix.dismissNotice()}>Close</Button>
    </div>
  );
}
