/** Makes a cell that may come to life late show what is true now. */
import type { ComponentType } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * Hydration takes the server's elements as they stand and does not compare their attributes. A cell that comes into
 * view after its mix was restored, changed or played would keep showing what the page was built with. So its elements
 * are made anew once, in the same task, before anything is painted.
 */
export function island<P extends object>(View: ComponentType<P>): ComponentType<P> {
  return function Island(props: P) {
    const [live, setLive] = useState(false);
    useLayoutEffect(() => setLive(true), []);
    return <View key={live ? 'live' : 'built'} {...props} />;
  };
}
