/** What the mixer shows under More, and what only that needs: fetched when it is asked for. */
export { RoutingLegend, RoutingMap } from '../routing/RoutingMap.tsx';
export { routingWords } from '../routing/words.ts';
export { Sends } from './Sends.tsx';
export { returnsOf } from './returns.ts';
