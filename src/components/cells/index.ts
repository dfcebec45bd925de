/**
 * Every cell that a lesson may use, by its name in MDX. A page renders a lesson with
 *
 *     import { cells } from '../../components/cells/index.ts';
 *     <Content components={cells} />
 *
 * What the page owes the cells:
 * - the lesson's slug (`06-eq`) is the route's parameter `slug` (`src/pages/lessons/[slug].astro`): cells read
 *   `Astro.params.slug`. A cell outside a lesson (home) is imported by itself and gets `lesson={null}` and what
 *   it needs as props: `<Stages song="paper-lanterns" mix="paper-lanterns/mix@1" master="paper-lanterns/master@1" />`;
 * - `<script type="application/json" id="page-data">` (`PageData` of `state/types.ts`) before the first cell in
 *   the document, and the same data on the server, because cells are rendered there too;
 * - the class `mixing` or `mastering` on an element around the lesson: it sets the job's colour for all cells;
 * - cells break out of the prose by their own class `cell` (60 rem at most); the prose column must not clip them.
 *
 * Attributes are literal strings: `<Mixer on="mix" show="guitar-l guitar-r vox" loop="chorus" n="6.1" />`.
 */
import Automation from './Automation/Automation.astro';
import Again from '../prose/Again.astro';
import Chair from '../prose/Chair.astro';
import Corridor from './Corridor/Corridor.astro';
import Coverage from '../prose/Coverage.astro';
import Fact from '../prose/Fact.astro';
import Lesson from '../prose/Lesson.astro';
import Term from '../prose/Term.astro';
import Album from './Album/Album.astro';
import Compare from './Compare/Compare.astro';
import Bus from './Bus/Bus.astro';
import Compressor from './Compressor/Compressor.astro';
import Decide from './Decide/Decide.astro';
import Deesser from './Deesser/Deesser.astro';
import Dither from './Dither/Dither.astro';
import Delay from './Delay/Delay.astro';
import Drill from './Drill/Drill.astro';
import Equaliser from './Equaliser/Equaliser.astro';
import Exercise from './Exercise/Exercise.astro';
import Export from './Export/Export.astro';
import Faults from './Faults/Faults.astro';
import Gate from './Gate/Gate.astro';
import Limiter from './Limiter/Limiter.astro';
import Listen from './Listen/Listen.astro';
import Loudness from './Loudness/Loudness.astro';
import Lyrics from './Lyrics/Lyrics.astro';
import Multiband from './Multiband/Multiband.astro';
import Match from './Match/Match.astro';
import Masking from './Masking/Masking.astro';
import Mixer from './Mixer/Mixer.astro';
import Note from './Note/Note.astro';
import Predict from './Predict/Predict.astro';
import Quiz from './Quiz/Quiz.astro';
import Saturation from './Saturation/Saturation.astro';
import Reverb from './Reverb/Reverb.astro';
import Sort from './Sort/Sort.astro';
import Spectrum from './Spectrum/Spectrum.astro';
import Stage from './Stage/Stage.astro';
import Stages from './Stages/Stages.astro';
import Vinyl from './Vinyl/Vinyl.astro';
import Codec from './Codec/Codec.astro';
import Streaming from './Streaming/Streaming.astro';
import StreamingTask from './StreamingTask/StreamingTask.astro';
import Systems from './Systems/Systems.astro';
import Width from './Width/Width.astro';

/** To add a cell: its folder, and a line here. */
export const cells = {
  Album,
  Automation,
  Compare,
  Bus,
  Again,
  Chair,
  Codec,
  Compressor,
  Corridor,
  Coverage,
  Decide,
  Deesser,
  Dither,
  Delay,
  Drill,
  Equaliser,
  Exercise,
  Export,
  Fact,
  Faults,
  Gate,
  Lesson,
  Limiter,
  Listen,
  Loudness,
  Lyrics,
  Match,
  Masking,
  Mixer,
  Multiband,
  Note,
  Predict,
  Quiz,
  Saturation,
  Reverb,
  Sort,
  Spectrum,
  Stage,
  Stages,
  Streaming,
  StreamingTask,
  Systems,
  Term,
  Width,
  Vinyl,
};
