/** The lessons that exist, in the curriculum's order and parts. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { page } from './site.ts';

export type Lesson = CollectionEntry<'lessons'>;
type Part = Lesson['data']['part'];

export interface PartOfCourse {
  id: Part;
  title: string;
  /** Class that colours it; parts about both jobs have none. */
  job: 'mixing' | 'mastering' | undefined;
  lessons: Lesson[];
}

const TITLES: Record<Part, string> = {
  jobs: 'Two jobs',
  mixing: 'Mixing',
  mastering: 'Mastering',
  who: 'Who',
};

/** The job's class of a part. */
export const jobOf = (part: Part): 'mixing' | 'mastering' | undefined =>
  part === 'mixing' || part === 'mastering' ? part : undefined;

export const partTitle = (part: Part): string => TITLES[part];

export const lessonUrl = (lesson: Lesson): string => page(`lessons/${lesson.id}/`);

export async function lessonsInOrder(): Promise<Lesson[]> {
  return (await getCollection('lessons')).sort((a, b) => a.data.number - b.data.number);
}

/** Only parts that have a lesson. */
export async function partsOfCourse(): Promise<PartOfCourse[]> {
  const all = await lessonsInOrder();
  return (Object.keys(TITLES) as Part[])
    .map((id) => ({
      id,
      title: TITLES[id],
      job: jobOf(id),
      lessons: all.filter((lesson) => lesson.data.part === id),
    }))
    .filter(({ lessons }) => lessons.length > 0);
}
