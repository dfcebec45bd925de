/** What follows a press of Share: the link is copied, or stands there to be copied by hand. Loaded with that press. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Mix } from '../../state/types.ts';
import { Button } from '../controls/Button.tsx';

/** `asked` counts the presses: each makes the link anew. */
export function ShareLink({ mix, asked }: { mix: Mix; asked: number }) {
  const link = useSignal<string | null>(null);
  const said = useSignal('');
  const copy = async (url: string) => {
    try {
      await navigator.clipboard.writeText(url);
      said.value = 'Link copied';
      link.value = null;
      setTimeout(() => (said.value = ''), 3000);
    } catch {
      // Safari lets a page copy only in the press itself, and making the link took longer: there is a button for it.
      link.value = url;
    }
  };
  const share = async () => {
    try {
      await copy(await mix.share());
    } catch (error) {
      said.value = error instanceof Error ? error.message : 'The link could not be made.';
    }
  };
  useEffect(() => void share(), [asked]);
  return (
    <>
      <span class="share-said" role="status">
        {said.value}
      </span>
      {link.value && (
        <span class="share-link">
          <label>
            Copy this link
            <input type="text" readOnly value={link.value} onFocus={(e) => e.currentTarget.select()} />
          </label>
          <Button kind="primary" onClick={() => void copy(link.value!)}>
            Copy
          </Button>
          <Button kind="quiet" onClick={() => (link.value = null)}>
            Close
          </Button>
        </span>
      )}
    </>
  );
}
