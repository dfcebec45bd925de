/** The lessons that exist, in the curriculum's order and parts. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { page } from './site.ts';

export type Lesson = CollectionEntry<'lessons'>;
type Part = Lesson['data']['part'];

export interface PartOfCourse {
  id: Part;
  title: string;
  /** What it is about, in one sentence. */
  says: string;
  /** Class that colours it; parts about both jobs have none. */
  job: 'mixing' | 'mastering' | undefined;
  lessons: Lesson[];
}

const PARTS: Record<Part, { title: string; says: string }> = {
  jobs: {
    title: 'Two jobs',
    says: 'What each of the two can reach, and why everything here is compared equally loud.',
  },
  mixing: {
    title: 'Mixing',
    says: 'Part by part: level, place, tone, dynamics, depth and time, until the song is printed.',
  },
  mastering: {
    title: 'Mastering',
    says: 'Two channels: tone, density and loudness, other loudspeakers, an album, and the files that leave the house.',
  },
  who: {
    title: 'Who',
    says: 'Do it yourself, leave it to a service, or ask someone: when, and for how much.',
  },
};

/** The job's class of a part. */
export const jobOf = (part: Part): 'mixing' | 'mastering' | undefined =>
  part === 'mixing' || part === 'mastering' ? part : undefined;

/** What a part of the course is called. */
export const partTitle = (part: Part): string => PARTS[part].title;

/** A lesson's address. */
export const lessonUrl = (lesson: Lesson): string => page(`lessons/${lesson.id}/`);

/** All lessons by their numbers. */
export async function lessonsInOrder(): Promise<Lesson[]> {
  return (await getCollection('lessons')).sort((a, b) => a.data.number - b.data.number);
}

/** Only parts that have a lesson. */
export async function partsOfCourse(): Promise<PartOfCourse[]> {
  const all = await lessonsInOrder();
  return (Object.keys(PARTS) as Part[])
    .map((id) => ({
      id,
      ...PARTS[id],
      job: jobOf(id),
      lessons: all.filter((lesson) => lesson.data.part === id),
    }))
    .filter(({ lessons }) => lessons.length > 0);
}
